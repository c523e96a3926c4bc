package io.nyala.semantics.hash;

import io.nyala.semantics.value.Int128;

/** Working space for serialised values. Not thread-safe. */
public final class HashScratch {
  final byte[] bytes = new byte[32];
  final Int128 value = new Int128();
  final Int128 quotient = new Int128();
}
