package io.nyala.semantics.kernel;

import io.nyala.semantics.value.ByteRange;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A time zone looked up when its name changes. One per call site, not thread-safe. */
public final class ZoneName {
  private final ByteRange lastName = new ByteRange();
  private @Nullable ZoneId zone;

  ZoneId zone(ByteRange name) {
    ZoneId current = zone;
    if (current == null || !ByteRange.equal(name, lastName)) {
      byte[] copy = name.toByteArray();
      lastName.set(copy, 0, copy.length);
      try {
        current = ZoneId.of(name.toString(), ZoneId.SHORT_IDS);
      } catch (DateTimeException e) {
        throw new NyalaException(
            ErrorCode.SEMANTIC_ERROR,
            "Unknown time zone '"
                + name
                + "'; use a name such as Europe/Berlin or an offset such as +02:00",
            e);
      }
      zone = current;
    }
    return current;
  }
}
