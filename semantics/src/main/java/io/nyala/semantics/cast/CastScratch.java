package io.nyala.semantics.cast;

import io.nyala.semantics.value.Int128;

/** Working space of one cast. */
public final class CastScratch {
  final Int128 value = new Int128();
  final Int128 power = new Int128();
}
