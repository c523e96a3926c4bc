package io.nyala.planner.logical;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;

/** Calcite types under {@link HiveTypeSystem}; text is UTF-8. */
public final class HiveTypeFactory extends SqlTypeFactoryImpl {
  public HiveTypeFactory() {
    super(HiveTypeSystem.INSTANCE);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
