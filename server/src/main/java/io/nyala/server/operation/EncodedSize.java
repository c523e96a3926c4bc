package io.nyala.server.operation;

import io.nyala.server.query.ResultSchema;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * About how many bytes rows take in a reply. Dictionaries and constants count per row, not once,
 * since that is how they leave.
 */
final class EncodedSize {
  private static final int LONGEST_FIXED_TEXT = 44;

  private final long fixed;
  private final List<Vector> variable = new ArrayList<>();

  EncodedSize(ResultSchema schema, VectorBatch batch) {
    long bytes = 0;
    for (int i = 0; i < batch.columnCount(); i++) {
      DataType type = schema.columns().get(i).type();
      Vector vector = batch.column(i);
      if (vector.kind() == PhysicalKind.BYTES) {
        bytes += 4;
        if (type instanceof DataType.CharType padded) {
          bytes += padded.length();
        }
        variable.add(vector instanceof LazyVector lazy ? lazy.load() : vector);
      } else {
        bytes +=
            switch (type.kind()) {
              case BOOLEAN, TINYINT -> 1;
              case SMALLINT -> 2;
              case INT -> 4;
              case BIGINT, FLOAT, DOUBLE -> 8;
              default -> LONGEST_FIXED_TEXT;
            };
      }
    }
    this.fixed = bytes;
  }

  long ofRow(int row) {
    long bytes = fixed;
    for (Vector vector : variable) {
      bytes += length(vector, row);
    }
    return bytes;
  }

  private static int length(Vector vector, int row) {
    if (vector instanceof BytesVector flat) {
      return flat.lengths()[row];
    }
    if (vector instanceof DictionaryVector dictionary) {
      return ((BytesVector) dictionary.dictionary()).lengths()[dictionary.ids()[row]];
    }
    return ((BytesVector) ((ConstantVector) vector).value()).lengths()[0];
  }
}
