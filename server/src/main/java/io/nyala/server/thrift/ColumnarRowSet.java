package io.nyala.server.thrift;

import io.nyala.server.operation.ResultPage;
import io.nyala.server.query.ResultSchema;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/**
 * A TRowSet that writes vectors straight into the reply, in the columnar form of protocol V6 and
 * later. Equal on the wire to the generated class, without its list of boxed values per column.
 */
final class ColumnarRowSet extends TRowSet {
  private static final long serialVersionUID = 1L;
  private static final TStruct ROW_SET = new TStruct("TRowSet");
  private static final TField START = new TField("startRowOffset", TType.I64, (short) 1);
  private static final TField ROWS = new TField("rows", TType.LIST, (short) 2);
  private static final TField COLUMNS = new TField("columns", TType.LIST, (short) 3);

  private final transient ResultPage page;

  ColumnarRowSet(ResultPage page) {
    this.page = page;
    setStartRowOffset(page.offset());
    setRows(new java.util.ArrayList<>());
  }

  @Override
  public void write(TProtocol protocol) throws TException {
    if (!(protocol.getTransport() instanceof ReplyBuffer reply)) {
      throw new TException("row sets are written into replies only");
    }
    protocol.writeStructBegin(ROW_SET);
    protocol.writeFieldBegin(START);
    protocol.writeI64(page.offset());
    protocol.writeFieldEnd();
    protocol.writeFieldBegin(ROWS);
    protocol.writeListBegin(new TList(TType.STRUCT, 0));
    protocol.writeListEnd();
    protocol.writeFieldEnd();
    protocol.writeFieldBegin(COLUMNS);
    int columns = page.schema().columns().size();
    protocol.writeListBegin(new TList(TType.STRUCT, columns));
    for (int column = 0; column < columns; column++) {
      ResultSchema.ResultColumn described = page.schema().columns().get(column);
      new ColumnWriter(described.type(), page, column, reply).write();
    }
    protocol.writeListEnd();
    protocol.writeFieldEnd();
    protocol.writeFieldStop();
    protocol.writeStructEnd();
  }
}
