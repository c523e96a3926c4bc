package io.nyala.storage.metastore;

import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.StorageFormat.Kind;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;

/** Class names of Hive's file formats, and which of them our readers and writers serve. */
public final class StorageFormats {
  public static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
  public static final String TEXT_OUTPUT =
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
  public static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
  public static final String OPEN_CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde";
  public static final String ORC_INPUT = "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat";
  public static final String ORC_OUTPUT = "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat";
  public static final String ORC_SERDE = "org.apache.hadoop.hive.ql.io.orc.OrcSerde";

  private static final String OLD_TEXT_OUTPUT =
      "org.apache.hadoop.hive.ql.io.IgnoreKeyTextOutputFormat";

  private StorageFormats() {}

  /** STORED AS ORC. */
  public static StorageFormat orc(Map<String, String> serdeProperties) {
    return new StorageFormat(
        Kind.ORC, ORC_INPUT, ORC_OUTPUT, ORC_SERDE, withDefault(serdeProperties));
  }

  /** STORED AS TEXTFILE with delimited rows. */
  public static StorageFormat text(Map<String, String> serdeProperties) {
    return new StorageFormat(
        Kind.TEXT, TEXT_INPUT, TEXT_OUTPUT, LAZY_SIMPLE, withDefault(serdeProperties));
  }

  /** ROW FORMAT SERDE OpenCSVSerde, STORED AS TEXTFILE. */
  public static StorageFormat csv(Map<String, String> serdeProperties) {
    return new StorageFormat(
        Kind.CSV, TEXT_INPUT, TEXT_OUTPUT, OPEN_CSV, withDefault(serdeProperties));
  }

  private static Map<String, String> withDefault(Map<String, String> properties) {
    Map<String, String> all = new java.util.LinkedHashMap<>(properties);
    all.putIfAbsent("serialization.format", properties.getOrDefault("field.delim", "1"));
    return all;
  }

  /** What a storage descriptor says, with the kind that our readers give it. */
  public static StorageFormat of(
      StorageDescriptor descriptor, Map<String, String> tableParameters) {
    SerDeInfo serde = descriptor.getSerdeInfo();
    String library =
        serde == null || serde.getSerializationLib() == null ? "" : serde.getSerializationLib();
    Map<String, String> properties =
        serde == null || serde.getParameters() == null ? Map.of() : nonNull(serde.getParameters());
    String input = descriptor.getInputFormat() == null ? "" : descriptor.getInputFormat();
    String output = descriptor.getOutputFormat() == null ? "" : descriptor.getOutputFormat();
    return new StorageFormat(
        kind(input, library, tableParameters), input, output, library, properties);
  }

  private static Kind kind(String input, String library, Map<String, String> parameters) {
    if ("true".equalsIgnoreCase(parameters.get("transactional"))
        || parameters.containsKey("storage_handler")
        || "ICEBERG".equalsIgnoreCase(parameters.get("table_type"))) {
      return Kind.UNSUPPORTED;
    }
    return switch (library) {
      case ORC_SERDE -> input.equals(ORC_INPUT) ? Kind.ORC : Kind.UNSUPPORTED;
      case LAZY_SIMPLE -> input.equals(TEXT_INPUT) ? Kind.TEXT : Kind.UNSUPPORTED;
      case OPEN_CSV -> input.equals(TEXT_INPUT) ? Kind.CSV : Kind.UNSUPPORTED;
      default -> Kind.UNSUPPORTED;
    };
  }

  /** The metastore's descriptor of a format. */
  public static StorageDescriptor descriptor(StorageFormat format) {
    StorageDescriptor descriptor = new StorageDescriptor();
    descriptor.setInputFormat(format.inputFormat());
    descriptor.setOutputFormat(
        format.outputFormat().equals(OLD_TEXT_OUTPUT) ? TEXT_OUTPUT : format.outputFormat());
    SerDeInfo serde = new SerDeInfo();
    serde.setSerializationLib(format.serdeLibrary());
    serde.setParameters(new java.util.HashMap<>(format.serdeProperties()));
    descriptor.setSerdeInfo(serde);
    descriptor.setParameters(new java.util.HashMap<>());
    descriptor.setBucketCols(new java.util.ArrayList<>());
    descriptor.setSortCols(new java.util.ArrayList<>());
    descriptor.setNumBuckets(-1);
    return descriptor;
  }

  /** A copy without null keys or values, which the metastore may send. */
  static Map<String, String> nonNull(Map<String, String> map) {
    Map<String, String> clean = new java.util.HashMap<>();
    map.forEach(
        (key, value) -> {
          if (key != null && value != null) {
            clean.put(key, value);
          }
        });
    return clean;
  }

  /** True for a name that a user writes after STORED AS and that we can create. */
  public static boolean isCreatable(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "ORC", "TEXTFILE" -> true;
      default -> false;
    };
  }
}
