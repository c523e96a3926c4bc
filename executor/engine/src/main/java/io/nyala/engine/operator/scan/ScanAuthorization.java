package io.nyala.engine.operator.scan;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.plan.PlanNode.TableScan;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.security.DecisionVerifier;
import io.nyala.spi.session.QueryConstants;
import io.nyala.spi.source.ScanColumn;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The executor's own check that a scan reads no more than was decided; the last gate before data.
 * Thread-safe.
 */
public final class ScanAuthorization {
  private final DecisionVerifier verifier;

  public ScanAuthorization(DecisionVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * @throws NyalaException INVALID_DECISION
   */
  public void require(TableScan scan, QueryConstants constants) {
    AccessDecision decision = scan.decision();
    verifier.verify(decision, constants.queryId());
    if (!decision.queryId().equals(constants.queryId())
        || !decision.user().equals(constants.user())
        || !decision.table().equals(scan.table().toLowerCase(Locale.ROOT))) {
      throw new NyalaException(
          ErrorCode.INVALID_DECISION,
          "The access decision of a scan of "
              + scan.table()
              + " was made for another query, user or table; run the query again.");
    }
    Set<String> columns = new HashSet<>(decision.columns());
    for (ScanColumn column : scan.scan().output()) {
      if (!columns.contains(column.name().toLowerCase(Locale.ROOT))) {
        throw new NyalaException(
            ErrorCode.INVALID_DECISION,
            "The access decision of a scan of "
                + scan.table()
                + " does not cover all columns that it reads; run the query again.");
      }
    }
  }
}
