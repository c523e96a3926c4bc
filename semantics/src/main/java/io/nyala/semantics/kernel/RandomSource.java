package io.nyala.semantics.kernel;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The random numbers of one call site, seeded by its first call as java.util.Random is. */
public final class RandomSource {
  private @Nullable Random random;

  double next(long seed) {
    Random current = random;
    if (current == null) {
      current = new Random(seed);
      random = current;
    }
    return current.nextDouble();
  }
}
