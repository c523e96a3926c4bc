package io.nyala.spi.plan;

import io.nyala.spi.expression.Expression;
import io.nyala.spi.session.QueryConstants;
import io.nyala.spi.source.Split;
import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;

/**
 * The explicit, versioned binary form of plans. Reading throws {@link
 * io.nyala.spi.error.NyalaException} PROTOCOL_ERROR for another version, unknown nodes, bad lengths
 * and nesting beyond a bound. Any change of the form, also a new constant in an enum that is not
 * its last, makes a new {@link #VERSION}.
 */
public final class PlanCodec {
  /** First byte of every message. */
  public static final int VERSION = 1;

  private PlanCodec() {}

  public static byte[] encode(DistributedPlan plan) {
    WireWriter out = new WireWriter(1024);
    out.writeByte(VERSION);
    writeConstants(out, plan.constants());
    out.writeList(plan.fragments(), PlanCodec::writeFragment);
    return out.toByteArray();
  }

  public static DistributedPlan decode(ByteBuffer bytes) {
    WireReader in = new WireReader(bytes);
    readVersion(in);
    QueryConstants constants = readConstants(in);
    try {
      DistributedPlan plan = new DistributedPlan(constants, in.readList(PlanCodec::readFragment));
      in.end();
      return plan;
    } catch (IllegalArgumentException e) {
      throw WireReader.malformed(String.valueOf(e.getMessage()));
    }
  }

  /** Demands this version's byte, for messages that hold parts of plans. */
  public static void readVersion(WireReader in) {
    int version = in.readByte();
    if (version != VERSION) {
      throw WireReader.malformed("plan version " + version + " instead of " + VERSION);
    }
  }

  public static void writeFragment(WireWriter out, PlanFragment fragment) {
    out.writeSigned(fragment.id());
    out.writeEnum(fragment.distribution());
    out.writeEnum(fragment.output().kind());
    out.writeInts(fragment.output().columns());
    NodeCodec.writeTypes(out, fragment.output().types());
    out.writeCount(fragment.output().buckets());
    NodeCodec.write(out, fragment.root());
  }

  public static PlanFragment readFragment(WireReader in) {
    int id = in.readSignedInt();
    Distribution distribution = in.readEnum(Distribution.values());
    OutputRouting routing =
        new OutputRouting(
            in.readEnum(OutputRouting.Kind.values()),
            in.readInts(),
            NodeCodec.readTypes(in),
            in.readSize());
    return new PlanFragment(id, NodeCodec.read(in), distribution, routing);
  }

  public static void writeConstants(WireWriter out, QueryConstants constants) {
    out.writeString(constants.queryId());
    Instant start = constants.startTime();
    out.writeSigned(start.getEpochSecond());
    out.writeCount(start.getNano());
    out.writeString(constants.zone().getId());
    out.writeString(constants.user());
    out.writeStrings(constants.groups());
    out.writeLong(constants.seed());
  }

  public static QueryConstants readConstants(WireReader in) {
    try {
      return new QueryConstants(
          in.readString(),
          Instant.ofEpochSecond(in.readSigned(), in.readSize()),
          ZoneId.of(in.readString()),
          in.readString(),
          new HashSet<>(in.readStrings()),
          in.readLong());
    } catch (DateTimeException | ArithmeticException e) {
      throw WireReader.malformed("time or zone: " + e.getMessage());
    }
  }

  public static void writeSplit(WireWriter out, Split split) {
    SourceCodec.writeSplit(out, split);
  }

  public static Split readSplit(WireReader in) {
    return SourceCodec.readSplit(in);
  }

  public static byte[] encode(Expression expression) {
    WireWriter out = new WireWriter();
    out.writeByte(VERSION);
    ExpressionCodec.write(out, expression);
    return out.toByteArray();
  }

  public static Expression decodeExpression(ByteBuffer bytes) {
    WireReader in = new WireReader(bytes);
    readVersion(in);
    Expression expression = ExpressionCodec.read(in);
    in.end();
    return expression;
  }
}
