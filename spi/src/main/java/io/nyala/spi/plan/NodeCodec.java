package io.nyala.spi.plan;

import io.nyala.spi.plan.PlanNode.Aggregate;
import io.nyala.spi.plan.PlanNode.AggregateStep;
import io.nyala.spi.plan.PlanNode.ExchangeSource;
import io.nyala.spi.plan.PlanNode.Filter;
import io.nyala.spi.plan.PlanNode.Join;
import io.nyala.spi.plan.PlanNode.Limit;
import io.nyala.spi.plan.PlanNode.Project;
import io.nyala.spi.plan.PlanNode.Sort;
import io.nyala.spi.plan.PlanNode.TableScan;
import io.nyala.spi.plan.PlanNode.TableWrite;
import io.nyala.spi.plan.PlanNode.TopN;
import io.nyala.spi.plan.PlanNode.UnionAll;
import io.nyala.spi.plan.PlanNode.Values;
import io.nyala.spi.type.DataType;
import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;
import java.util.List;

/** Plan nodes: a tag and the id, then the parts in order of the record. */
final class NodeCodec {
  private static final int SCAN = 1;
  private static final int VALUES = 2;
  private static final int EXCHANGE = 3;
  private static final int FILTER = 4;
  private static final int PROJECT = 5;
  private static final int AGGREGATE = 6;
  private static final int JOIN = 7;
  private static final int SORT = 8;
  private static final int TOP_N = 9;
  private static final int LIMIT = 10;
  private static final int UNION = 11;
  private static final int WRITE = 12;

  private NodeCodec() {}

  static void write(WireWriter out, PlanNode node) {
    if (node instanceof TableScan scan) {
      start(out, SCAN, node);
      out.writeString(scan.table());
      SourceCodec.writeScan(out, scan.scan());
      SourceCodec.writeDecision(out, scan.decision());
    } else if (node instanceof Values values) {
      start(out, VALUES, node);
      writeTypes(out, values.outputTypes());
      out.writeList(values.rows(), (w, row) -> w.writeList(row, ExpressionCodec::writeLiteral));
    } else if (node instanceof ExchangeSource exchange) {
      start(out, EXCHANGE, node);
      out.writeInts(exchange.fragments());
      writeTypes(out, exchange.outputTypes());
      writeKeys(out, exchange.mergeKeys());
    } else if (node instanceof Filter filter) {
      start(out, FILTER, node);
      write(out, filter.input());
      ExpressionCodec.write(out, filter.predicate());
    } else if (node instanceof Project project) {
      start(out, PROJECT, node);
      write(out, project.input());
      out.writeList(project.expressions(), ExpressionCodec::write);
    } else if (node instanceof Aggregate aggregate) {
      start(out, AGGREGATE, node);
      writeAggregate(out, aggregate);
    } else if (node instanceof Join join) {
      start(out, JOIN, node);
      writeJoin(out, join);
    } else {
      writeOrdering(out, node);
    }
  }

  private static void writeOrdering(WireWriter out, PlanNode node) {
    if (node instanceof Sort sort) {
      start(out, SORT, node);
      write(out, sort.input());
      writeKeys(out, sort.keys());
    } else if (node instanceof TopN topN) {
      start(out, TOP_N, node);
      write(out, topN.input());
      writeKeys(out, topN.keys());
      out.writeSigned(topN.count());
    } else if (node instanceof Limit limit) {
      start(out, LIMIT, node);
      write(out, limit.input());
      out.writeSigned(limit.offset());
      out.writeSigned(limit.count());
    } else if (node instanceof UnionAll union) {
      start(out, UNION, node);
      out.writeList(union.inputs(), NodeCodec::write);
      writeTypes(out, union.outputTypes());
    } else if (node instanceof TableWrite write) {
      start(out, WRITE, node);
      write(out, write.input());
      SourceCodec.writeWrite(out, write.write());
    } else {
      throw new IllegalStateException("a plan node without a wire form: " + node.getClass());
    }
  }

  static PlanNode read(WireReader in) {
    in.enter();
    int tag = in.readByte();
    int id = in.readSignedInt();
    PlanNode node =
        switch (tag) {
          case SCAN ->
              new TableScan(
                  id, in.readString(), SourceCodec.readScan(in), SourceCodec.readDecision(in));
          case VALUES ->
              new Values(
                  id, readTypes(in), in.readList(r -> r.readList(ExpressionCodec::readLiteral)));
          case EXCHANGE -> new ExchangeSource(id, in.readInts(), readTypes(in), readKeys(in));
          case FILTER -> new Filter(id, read(in), ExpressionCodec.read(in));
          case PROJECT -> new Project(id, read(in), ExpressionCodec.readAll(in));
          case AGGREGATE -> readAggregate(in, id);
          case JOIN -> readJoin(in, id);
          case SORT -> new Sort(id, read(in), readKeys(in));
          case TOP_N -> new TopN(id, read(in), readKeys(in), readNonNegative(in));
          case LIMIT -> new Limit(id, read(in), readNonNegative(in), readNonNegative(in));
          case UNION -> new UnionAll(id, in.readList(NodeCodec::read), readTypes(in));
          case WRITE -> new TableWrite(id, read(in), SourceCodec.readWrite(in));
          default -> throw WireReader.malformed("unknown plan node " + tag);
        };
    in.leave();
    return node;
  }

  private static long readNonNegative(WireReader in) {
    long value = in.readSigned();
    if (value < 0) {
      throw WireReader.malformed("negative row count " + value);
    }
    return value;
  }

  private static void start(WireWriter out, int tag, PlanNode node) {
    out.writeByte(tag);
    out.writeSigned(node.id());
  }

  private static void writeAggregate(WireWriter out, Aggregate aggregate) {
    write(out, aggregate.input());
    out.writeEnum(aggregate.step());
    out.writeInts(aggregate.groupKeys());
    out.writeList(
        aggregate.calls(),
        (w, call) -> {
          w.writeString(call.function());
          w.writeInts(call.arguments());
          writeTypes(w, call.argumentTypes());
          w.writeBoolean(call.distinct());
          w.writeOptionalInt(call.filter());
          TypeCodec.write(w, call.type());
        });
    writeTypes(out, aggregate.outputTypes());
  }

  private static Aggregate readAggregate(WireReader in, int id) {
    return new Aggregate(
        id,
        read(in),
        in.readEnum(AggregateStep.values()),
        in.readInts(),
        in.readList(
            r ->
                new AggregateCall(
                    r.readString(),
                    r.readInts(),
                    readTypes(r),
                    r.readBoolean(),
                    r.readOptionalInt(),
                    TypeCodec.read(r))),
        readTypes(in));
  }

  private static void writeJoin(WireWriter out, Join join) {
    out.writeEnum(join.kind());
    write(out, join.left());
    write(out, join.right());
    out.writeInts(join.leftKeys());
    out.writeInts(join.rightKeys());
    out.writeList(join.nullSafe(), WireWriter::writeBoolean);
    out.writeOptional(join.residual(), ExpressionCodec::write);
  }

  private static Join readJoin(WireReader in, int id) {
    try {
      return new Join(
          id,
          in.readEnum(JoinKind.values()),
          read(in),
          read(in),
          in.readInts(),
          in.readInts(),
          in.readList(WireReader::readBoolean),
          in.readOptional(ExpressionCodec::read));
    } catch (IllegalArgumentException e) {
      throw WireReader.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static void writeKeys(WireWriter out, List<SortKey> keys) {
    out.writeList(
        keys,
        (w, key) -> {
          w.writeCount(key.column());
          w.writeBoolean(key.ascending());
          w.writeBoolean(key.nullsFirst());
        });
  }

  private static List<SortKey> readKeys(WireReader in) {
    return in.readList(r -> new SortKey(r.readSize(), r.readBoolean(), r.readBoolean()));
  }

  static void writeTypes(WireWriter out, List<DataType> types) {
    out.writeList(types, TypeCodec::write);
  }

  static List<DataType> readTypes(WireReader in) {
    return in.readList(TypeCodec::read);
  }
}
