package io.nyala.transport.rpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM over the records of one direction of one connection. The 96-bit nonce is the record's
 * number; the key belongs to this direction of this connection only, so no nonce repeats. Lives on
 * one event loop.
 */
final class RecordCipher {
  static final int TAG_BYTES = 16;
  private static final int TAG_BITS = 8 * TAG_BYTES;
  private static final int NONCE_BYTES = 12;
  private static final String MAC = "HmacSHA256";

  private final Cipher cipher;
  private final SecretKeySpec key;
  private final int mode;
  private final byte[] nonce = new byte[NONCE_BYTES];
  private long record;

  private RecordCipher(int mode, byte[] key) throws GeneralSecurityException {
    this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    this.key = new SecretKeySpec(key, "AES");
    this.mode = mode;
  }

  /** The ciphers of one side. */
  record Pair(RecordCipher outgoing, RecordCipher incoming) {}

  static Pair client(byte[] clientRandom, byte[] serverRandom) throws GeneralSecurityException {
    return new Pair(
        new RecordCipher(Cipher.ENCRYPT_MODE, derive(clientRandom, serverRandom, "client")),
        new RecordCipher(Cipher.DECRYPT_MODE, derive(clientRandom, serverRandom, "server")));
  }

  static Pair server(byte[] clientRandom, byte[] serverRandom) throws GeneralSecurityException {
    return new Pair(
        new RecordCipher(Cipher.ENCRYPT_MODE, derive(clientRandom, serverRandom, "server")),
        new RecordCipher(Cipher.DECRYPT_MODE, derive(clientRandom, serverRandom, "client")));
  }

  /**
   * HKDF (RFC 5869) with SHA-256, one block: extract with the server's random as salt, expand with
   * the direction as info.
   */
  private static byte[] derive(byte[] clientRandom, byte[] serverRandom, String direction)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(MAC);
    mac.init(new SecretKeySpec(serverRandom, MAC));
    byte[] extracted = mac.doFinal(clientRandom);
    mac.init(new SecretKeySpec(extracted, MAC));
    mac.update(("nyala rpc 1 " + direction).getBytes(StandardCharsets.US_ASCII));
    return mac.doFinal(new byte[] {1});
  }

  private void next() throws GeneralSecurityException {
    if (record == Long.MAX_VALUE) {
      throw new GeneralSecurityException("the connection has used up its nonces");
    }
    ByteBuffer.wrap(nonce).putInt(0).putLong(record++);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
  }

  /** Encrypts header and payload as one record. */
  byte[] seal(ByteBuffer header, ByteBuffer payload) throws GeneralSecurityException {
    next();
    ByteBuffer sealed = ByteBuffer.allocate(header.remaining() + payload.remaining() + TAG_BYTES);
    cipher.update(header, sealed);
    cipher.doFinal(payload, sealed);
    return sealed.array();
  }

  /** Opens a record; a wrong tag throws. */
  byte[] open(byte[] sealed) throws GeneralSecurityException {
    next();
    return cipher.doFinal(sealed);
  }
}
