package io.nyala.security.ranger;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** The cluster's 256-bit key for access decisions. Its text never appears in a log or message. */
public final class DecisionKey {
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> FOREIGN =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final byte[] bytes;

  public DecisionKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a decision key has " + BYTES + " bytes");
    }
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /**
   * @throws NyalaException INVALID_CONFIGURATION if the file is missing, holds no key, or can be
   *     read by others than its owner
   */
  public static DecisionKey read(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      permissions.retainAll(FOREIGN);
      if (!permissions.isEmpty()) {
        throw invalid(file, "is open to others; run chmod 600 on it");
      }
      return new DecisionKey(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IllegalArgumentException notAKey) {
      throw invalid(file, "does not hold 64 hex digits");
    } catch (IOException e) {
      throw invalid(file, "cannot be read");
    }
  }

  /** Writes a new random key, readable by its owner only. Fails if the file exists. */
  public static void generate(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        HexFormat.of().formatHex(random) + "\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.WRITE);
  }

  private static NyalaException invalid(Path file, String what) {
    return new NyalaException(
        ErrorCode.INVALID_CONFIGURATION,
        "nyala.security.decision.key.file: " + file + " " + what + ".");
  }
}
