package io.nyala.spi.plan;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.Split;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;

/** What scans and writes need: specifications, splits, decisions. */
final class SourceCodec {
  private SourceCodec() {}

  static void writeScan(WireWriter out, ScanSpec scan) {
    out.writeList(scan.fileColumns(), SourceCodec::writeColumn);
    out.writeList(
        scan.output(),
        (w, column) -> {
          w.writeString(column.name());
          TypeCodec.write(w, column.type());
          w.writeBoolean(column.partitionKey());
          w.writeCount(column.ordinal());
        });
    out.writeList(scan.pushed(), ExpressionCodec::write);
    out.writeMap(scan.tableParameters());
  }

  static ScanSpec readScan(WireReader in) {
    return new ScanSpec(
        in.readList(SourceCodec::readColumn),
        in.readList(
            r -> new ScanColumn(r.readString(), TypeCodec.read(r), r.readBoolean(), r.readSize())),
        ExpressionCodec.readAll(in),
        in.readMap());
  }

  private static void writeColumn(WireWriter out, Column column) {
    out.writeString(column.name());
    TypeCodec.write(out, column.type());
    out.writeString(column.comment());
  }

  private static Column readColumn(WireReader in) {
    return new Column(in.readString(), TypeCodec.read(in), in.readString());
  }

  static void writeDecision(WireWriter out, AccessDecision decision) {
    out.writeString(decision.user());
    out.writeString(decision.queryId());
    out.writeString(decision.table());
    out.writeStrings(decision.columns());
    out.writeString(decision.filterDigest());
    out.writeString(decision.maskDigest());
    out.writeBoolean(decision.policyScan());
    out.writeSigned(decision.policyVersion());
    out.writeSigned(decision.expiresAtMillis());
    out.writeString(decision.mac());
  }

  static AccessDecision readDecision(WireReader in) {
    return new AccessDecision(
        in.readString(),
        in.readString(),
        in.readString(),
        in.readStrings(),
        in.readString(),
        in.readString(),
        in.readBoolean(),
        in.readSigned(),
        in.readSigned(),
        in.readString());
  }

  private static void writeStorage(WireWriter out, StorageFormat storage) {
    out.writeEnum(storage.kind());
    out.writeString(storage.inputFormat());
    out.writeString(storage.outputFormat());
    out.writeString(storage.serdeLibrary());
    out.writeMap(storage.serdeProperties());
  }

  private static StorageFormat readStorage(WireReader in) {
    return new StorageFormat(
        in.readEnum(StorageFormat.Kind.values()),
        in.readString(),
        in.readString(),
        in.readString(),
        in.readMap());
  }

  static void writeSplit(WireWriter out, Split split) {
    out.writeCount(split.ordinal());
    out.writeString(split.path());
    out.writeSigned(split.fileId());
    out.writeSigned(split.fileLength());
    out.writeSigned(split.modificationTime());
    out.writeSigned(split.start());
    out.writeSigned(split.length());
    writeStorage(out, split.storage());
    out.writeStrings(split.hosts());
    out.writeStrings(split.racks());
    out.writeList(split.partitionValues(), ExpressionCodec::writeLiteral);
    out.writeOptionalInt(split.bucket());
  }

  static Split readSplit(WireReader in) {
    return new Split(
        in.readSize(),
        in.readString(),
        in.readSigned(),
        in.readSigned(),
        in.readSigned(),
        in.readSigned(),
        in.readSigned(),
        readStorage(in),
        in.readStrings(),
        in.readStrings(),
        in.readList(ExpressionCodec::readLiteral),
        in.readOptionalInt());
  }

  static void writeWrite(WireWriter out, WriteSpec write) {
    out.writeString(write.table().database());
    out.writeString(write.table().table());
    out.writeString(write.tableLocation());
    out.writeString(write.stagingLocation());
    writeStorage(out, write.storage());
    out.writeList(write.columns(), SourceCodec::writeColumn);
    out.writeString(write.staticPartition());
    out.writeList(write.dynamicPartitionColumns(), SourceCodec::writeColumn);
    out.writeOptional(
        write.buckets(),
        (w, buckets) -> {
          w.writeStrings(buckets.columns());
          w.writeStrings(buckets.sortColumns());
          w.writeCount(buckets.count());
          w.writeCount(buckets.version());
        });
    out.writeMap(write.tableParameters());
    out.writeSigned(write.maxPartitionsPerTask());
    out.writeBoolean(write.overwrite());
  }

  static WriteSpec readWrite(WireReader in) {
    return new WriteSpec(
        new TableName(in.readString(), in.readString()),
        in.readString(),
        in.readString(),
        readStorage(in),
        in.readList(SourceCodec::readColumn),
        in.readString(),
        in.readList(SourceCodec::readColumn),
        in.readOptional(
            r -> new BucketSpec(r.readStrings(), r.readStrings(), r.readSize(), r.readSize())),
        in.readMap(),
        in.readSignedInt(),
        in.readBoolean());
  }
}
