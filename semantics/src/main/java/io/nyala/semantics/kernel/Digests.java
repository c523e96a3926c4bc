package io.nyala.semantics.kernel;

import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** The message digests of one call site, made when first asked for. Not thread-safe. */
public final class Digests {
  private final Map<String, MessageDigest> digests = new HashMap<>();
  private final CRC32 crc = new CRC32();

  void appendHex(String algorithm, ByteRange bytes, BytesBuilder result) {
    MessageDigest digest =
        digests.computeIfAbsent(
            algorithm,
            name -> {
              try {
                return MessageDigest.getInstance(name);
              } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("the Java runtime lacks " + name, e);
              }
            });
    digest.update(bytes.data, bytes.start, bytes.length);
    byte[] hash = digest.digest();
    EncodingKernels.appendHex(hash, 0, hash.length, EncodingKernels.LOWER, result);
  }

  long crc32(ByteRange bytes) {
    crc.reset();
    crc.update(bytes.data, bytes.start, bytes.length);
    return crc.getValue();
  }
}
