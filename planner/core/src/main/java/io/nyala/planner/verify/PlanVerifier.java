package io.nyala.planner.verify;

import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.logical.StoredScan;
import io.nyala.planner.rule.Leakproof;
import io.nyala.planner.rule.SubqueryRemoval;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.type.DataType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.MultiJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Checks that a phase kept the result's types, that references point to fields of their types, that
 * no scan stands outside a protected one, that each decision covers what is read, and that nothing
 * of the user's crossed the seal but leakproof conjuncts over unmasked columns.
 */
public final class PlanVerifier {

  /**
   * @param phase named in the error
   * @param sealed whether the tree is the inside of a protected scan
   * @param relational whether subqueries and correlation must be gone
   * @throws NyalaException INTERNAL_ERROR naming phase and violation, nothing of the data
   */
  public void verify(
      String phase, RelDataType expected, RelNode rel, boolean sealed, boolean relational) {
    if (!types(expected).equals(types(rel.getRowType()))) {
      throw violation(
          phase, "the row type changed from " + types(expected) + " to " + types(rel.getRowType()));
    }
    if (relational && SubqueryRemoval.containsSubQuery(rel)) {
      throw unsupported("this form of subquery");
    }
    if (relational && SubqueryRemoval.containsCorrelation(rel)) {
      throw unsupported("this form of correlated subquery");
    }
    node(phase, rel, sealed, relational);
  }

  private static NyalaException unsupported(String what) {
    return new NyalaException(
        ErrorCode.NOT_SUPPORTED, what + " is not supported; write it as a join");
  }

  private static List<DataType> types(RelDataType rowType) {
    return rowType.getFieldList().stream()
        .map(field -> RelTypes.toDataType(field.getType()))
        .toList();
  }

  private void node(String phase, RelNode rel, boolean insideSeal, boolean relational) {
    if (rel instanceof StoredScan && !insideSeal) {
      throw violation(phase, "a scan stands outside a protected scan");
    }
    if (rel instanceof MultiJoin) {
      throw violation(phase, "a join was left unordered");
    }
    if (rel instanceof SecureScan scan) {
      secureScan(phase, scan);
      return;
    }
    references(phase, rel);
    if (!relational) {
      rel.accept(
          new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
              node(phase, subQuery.rel, insideSeal, false);
              return subQuery;
            }
          });
    }
    for (RelNode input : rel.getInputs()) {
      node(phase, input, insideSeal, relational);
    }
  }

  private static void references(String phase, RelNode rel) {
    if (rel instanceof Project project) {
      project
          .getProjects()
          .forEach(e -> references(phase, e, List.of(project.getInput().getRowType())));
    } else if (rel instanceof Filter filter) {
      references(phase, filter.getCondition(), List.of(filter.getInput().getRowType()));
    } else if (rel instanceof Join join) {
      references(
          phase,
          join.getCondition(),
          List.of(join.getLeft().getRowType(), join.getRight().getRowType()));
    }
  }

  private static void references(String phase, RexNode rex, List<RelDataType> inputs) {
    List<DataType> fields = inputs.stream().flatMap(input -> types(input).stream()).toList();
    rex.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            int index = reference.getIndex();
            if (index >= fields.size()
                || !fields.get(index).equals(RelTypes.toDataType(reference.getType()))) {
              throw violation(phase, "a reference does not fit its field");
            }
            return reference;
          }
        });
  }

  private void secureScan(String phase, SecureScan scan) {
    for (RexNode conjunct : scan.pushed()) {
      for (int field : RelOptUtil.InputFinder.bits(conjunct)) {
        if (scan.isMasked(field)) {
          throw violation(phase, "a condition on a masked column crossed the policy of a scan");
        }
      }
      if (!Leakproof.isLeakproof(conjunct)) {
        throw violation(phase, "a condition that is not leakproof crossed the policy of a scan");
      }
    }
    stored(phase, scan, scan.inner(), new HashSet<>());
    if (!scan.decision().table().equals(scan.table().name().toString())) {
      throw violation(phase, "the decision of a scan is for another table");
    }
  }

  /**
   * Checks, when all columns are pruned, that each decision covers the columns that its scan reads.
   */
  public void verifyDecisions(RelNode rel) {
    if (rel instanceof SecureScan scan) {
      Set<String> read = new HashSet<>();
      stored("all", scan, scan.inner(), read);
      if (!new HashSet<>(scan.decision().columns()).containsAll(read)) {
        throw violation("all", "the decision of a scan does not cover all columns it reads");
      }
      verifyDecisions(scan.inner());
    }
    rel.getInputs().forEach(this::verifyDecisions);
  }

  /** Collects the columns that the scan's own leaf reads; scans of its policy verify themselves. */
  private void stored(String phase, SecureScan owner, RelNode rel, Set<String> read) {
    if (rel instanceof StoredScan scan) {
      if (!scan.table().name().equals(owner.table().name())) {
        throw violation(phase, "a protected scan reads another table");
      }
      for (int i = 0; i < scan.columns().size(); i++) {
        read.add(scan.column(i).name());
      }
      return;
    }
    if (rel instanceof SecureScan nested) {
      secureScan(phase, nested);
      return;
    }
    for (RelNode input : rel.getInputs()) {
      stored(phase, owner, input, read);
    }
  }

  private static NyalaException violation(String phase, String what) {
    return new NyalaException(
        ErrorCode.INTERNAL_ERROR, "plan verification failed after phase " + phase + ": " + what);
  }
}
