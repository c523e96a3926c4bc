package io.nyala.server.session;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * The two halves of a handle as the protocol has them: a name that may stand in logs and a secret
 * that may not. Equality is by the public half; {@link #hasSecret} is asked apart, in constant
 * time.
 */
public final class HandleId {
  private static final int HALF_BYTES = 16;

  private final UUID guid;
  private final byte[] secret;

  private HandleId(UUID guid, byte[] secret) {
    this.guid = guid;
    this.secret = secret;
  }

  public static HandleId random(SecureRandom randomness) {
    byte[] bytes = new byte[2 * HALF_BYTES];
    randomness.nextBytes(bytes);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte[] secret = new byte[HALF_BYTES];
    UUID guid = new UUID(buffer.getLong(), buffer.getLong());
    buffer.get(secret);
    return new HandleId(guid, secret);
  }

  /** The public half, also in text for logs. */
  public UUID guid() {
    return guid;
  }

  public byte[] guidBytes() {
    return ByteBuffer.allocate(HALF_BYTES)
        .putLong(guid.getMostSignificantBits())
        .putLong(guid.getLeastSignificantBits())
        .array();
  }

  public byte[] secretBytes() {
    return secret.clone();
  }

  public boolean hasSecret(byte[] candidate) {
    return MessageDigest.isEqual(secret, candidate);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HandleId that && guid.equals(that.guid);
  }

  @Override
  public int hashCode() {
    return guid.hashCode();
  }

  @Override
  public String toString() {
    return guid.toString();
  }
}
