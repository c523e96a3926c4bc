package io.nyala.server.query;

import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes the first row of a result whose columns are all text; NULL becomes empty text. */
final class TextRow implements ResultConsumer {
  private final List<String> cells = new ArrayList<>();

  @Override
  public void accept(VectorBatch batch) {
    if (!cells.isEmpty() || batch.size() == 0) {
      return;
    }
    for (int column = 0; column < batch.columnCount(); column++) {
      cells.add(text(batch.column(column), 0));
    }
  }

  List<String> cells() {
    return cells;
  }

  private static String text(Vector vector, int position) {
    if (vector instanceof LazyVector lazy) {
      return text(lazy.load(), position);
    }
    FlatVector flat;
    int at = position;
    if (vector instanceof DictionaryVector dictionary) {
      flat = dictionary.dictionary();
      at = dictionary.ids()[position];
    } else if (vector instanceof ConstantVector constant) {
      flat = constant.value();
      at = 0;
    } else {
      flat = (FlatVector) vector;
    }
    if (flat.isNull(at)) {
      return "";
    }
    BytesVector bytes = (BytesVector) flat;
    return new String(
        bytes.data(), bytes.starts()[at], bytes.lengths()[at], StandardCharsets.UTF_8);
  }
}
