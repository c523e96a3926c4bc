package io.nyala.spi.plan;

import io.nyala.spi.type.DataType;
import java.util.List;

/**
 * Where the rows of a fragment go.
 *
 * @param columns output columns that {@code HASH} and {@code BUCKET} route by
 * @param buckets number of buckets for {@code BUCKET}, else 0
 */
public record OutputRouting(Kind kind, List<Integer> columns, List<DataType> types, int buckets) {
  public static final OutputRouting GATHER =
      new OutputRouting(Kind.GATHER, List.of(), List.of(), 0);

  public OutputRouting {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
  }

  /** Kinds of exchange. */
  public enum Kind {
    /** To the one task of the consuming fragment, or to the coordinator. */
    GATHER,
    /** By the internal hash of the columns. */
    HASH,
    /** All rows to every task. */
    BROADCAST,
    /** Spread evenly. */
    ROUND_ROBIN,
    /**
     * By Hive's bucket number of the columns modulo the number of tasks, so that a bucket has one
     * writer.
     */
    BUCKET
  }
}
