package io.nyala.sandbox.metastore;

import java.sql.Connection;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.HMSHandler;
import org.apache.hadoop.hive.metastore.IHMSHandler;
import org.apache.hadoop.hive.metastore.RawStore;
import org.apache.hadoop.hive.metastore.TransactionalMetaStoreEventListener;
import org.apache.hadoop.hive.metastore.api.ColumnStatisticsDesc;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NotificationEvent;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.events.AddPartitionEvent;
import org.apache.hadoop.hive.metastore.events.AlterDatabaseEvent;
import org.apache.hadoop.hive.metastore.events.AlterPartitionEvent;
import org.apache.hadoop.hive.metastore.events.AlterTableEvent;
import org.apache.hadoop.hive.metastore.events.CreateDatabaseEvent;
import org.apache.hadoop.hive.metastore.events.CreateTableEvent;
import org.apache.hadoop.hive.metastore.events.DropDatabaseEvent;
import org.apache.hadoop.hive.metastore.events.DropPartitionEvent;
import org.apache.hadoop.hive.metastore.events.DropTableEvent;
import org.apache.hadoop.hive.metastore.events.InsertEvent;
import org.apache.hadoop.hive.metastore.events.ListenerEvent;
import org.apache.hadoop.hive.metastore.events.UpdatePartitionColumnStatEvent;
import org.apache.hadoop.hive.metastore.events.UpdatePartitionColumnStatEventBatch;
import org.apache.hadoop.hive.metastore.events.UpdateTableColumnStatEvent;
import org.apache.hadoop.hive.metastore.messaging.EventMessage;
import org.apache.hadoop.hive.metastore.messaging.EventMessage.EventType;
import org.apache.hadoop.hive.metastore.messaging.MessageBuilder;
import org.apache.hadoop.hive.metastore.messaging.MessageEncoder;
import org.apache.hadoop.hive.metastore.messaging.MessageFactory;
import org.apache.hadoop.hive.metastore.tools.SQLGenerator;

/**
 * Writes the metastore's notification log, which catalogs follow to see changes of others.
 * Transactional: called by the handler inside the transaction that makes the change, so that a
 * change and its event are committed together. The messages have Hive's format.
 */
public final class NotificationLogListener extends TransactionalMetaStoreEventListener {
  private final MessageEncoder encoder;

  /** Called by the metastore with its configuration. */
  public NotificationLogListener(Configuration conf) {
    super(conf);
    encoder = MessageFactory.getDefaultInstance(conf);
  }

  @Override
  public boolean doesAddEventsToNotificationLogTable() {
    return true;
  }

  @Override
  public void onCreateDatabase(CreateDatabaseEvent event) throws MetaException {
    log(
        event,
        EventType.CREATE_DATABASE,
        event.getDatabase(),
        MessageBuilder.getInstance().buildCreateDatabaseMessage(event.getDatabase()));
  }

  @Override
  public void onAlterDatabase(AlterDatabaseEvent event) throws MetaException {
    log(
        event,
        EventType.ALTER_DATABASE,
        event.getOldDatabase(),
        MessageBuilder.getInstance()
            .buildAlterDatabaseMessage(event.getOldDatabase(), event.getNewDatabase()));
  }

  @Override
  public void onDropDatabase(DropDatabaseEvent event) throws MetaException {
    log(
        event,
        EventType.DROP_DATABASE,
        event.getDatabase(),
        MessageBuilder.getInstance().buildDropDatabaseMessage(event.getDatabase()));
  }

  @Override
  public void onCreateTable(CreateTableEvent event) throws MetaException {
    Table table = event.getTable();
    List<String> noFiles = List.of();
    log(
        event,
        EventType.CREATE_TABLE,
        table,
        MessageBuilder.getInstance().buildCreateTableMessage(table, noFiles.iterator()));
  }

  @Override
  public void onAlterTable(AlterTableEvent event) throws MetaException {
    log(
        event,
        EventType.ALTER_TABLE,
        event.getOldTable(),
        MessageBuilder.getInstance()
            .buildAlterTableMessage(
                event.getOldTable(),
                event.getNewTable(),
                event.getIsTruncateOp(),
                event.getWriteId()));
  }

  @Override
  public void onDropTable(DropTableEvent event) throws MetaException {
    Table table = event.getTable();
    log(
        event,
        EventType.DROP_TABLE,
        table,
        MessageBuilder.getInstance().buildDropTableMessage(table));
  }

  @Override
  public void onAddPartition(AddPartitionEvent event) throws MetaException {
    log(
        event,
        EventType.ADD_PARTITION,
        event.getTable(),
        MessageBuilder.getInstance()
            .buildAddPartitionMessage(
                event.getTable(),
                event.getPartitionIterator(),
                java.util.Collections.emptyIterator()));
  }

  @Override
  public void onAlterPartition(AlterPartitionEvent event) throws MetaException {
    log(
        event,
        EventType.ALTER_PARTITION,
        event.getTable(),
        MessageBuilder.getInstance()
            .buildAlterPartitionMessage(
                event.getTable(),
                event.getOldPartition(),
                event.getNewPartition(),
                event.getIsTruncateOp(),
                event.getWriteId()));
  }

  @Override
  public void onDropPartition(DropPartitionEvent event) throws MetaException {
    log(
        event,
        EventType.DROP_PARTITION,
        event.getTable(),
        MessageBuilder.getInstance()
            .buildDropPartitionMessage(event.getTable(), event.getPartitionIterator()));
  }

  @Override
  public void onInsert(InsertEvent event) throws MetaException {
    log(
        event,
        EventType.INSERT,
        event.getTableObj(),
        MessageBuilder.getInstance()
            .buildInsertMessage(
                event.getTableObj(),
                event.getPartitionObj(),
                event.isReplace(),
                event.getFiles().iterator()));
  }

  @Override
  public void onUpdateTableColumnStat(UpdateTableColumnStatEvent event) throws MetaException {
    log(
        event,
        EventType.UPDATE_TABLE_COLUMN_STAT,
        event.getColStats().getStatsDesc(),
        MessageBuilder.getInstance()
            .buildUpdateTableColumnStatMessage(
                event.getColStats(),
                event.getTableObj(),
                event.getTableParameters(),
                event.getWriteId()));
  }

  @Override
  public void onUpdatePartitionColumnStat(UpdatePartitionColumnStatEvent event)
      throws MetaException {
    log(
        event,
        EventType.UPDATE_PARTITION_COLUMN_STAT,
        event.getPartColStats().getStatsDesc(),
        MessageBuilder.getInstance()
            .buildUpdatePartitionColumnStatMessage(
                event.getPartColStats(),
                event.getPartVals(),
                event.getPartParameters(),
                event.getTableObj(),
                event.getWriteId()));
  }

  /**
   * Here the metastore writes through a connection of its own; the events go through the store in
   * their own transaction and may therefore announce a change that is rolled back, which costs a
   * reader one needless look.
   */
  @Override
  public void onUpdatePartitionColumnStatInBatch(
      UpdatePartitionColumnStatEventBatch batch, Connection connection, SQLGenerator sql)
      throws MetaException {
    for (int i = 0; i < batch.getNumEntries(); i++) {
      onUpdatePartitionColumnStat(batch.getPartColStatEvent(i));
    }
  }

  private void log(ListenerEvent event, EventType type, Database database, EventMessage message)
      throws MetaException {
    log(event, type, database.getCatalogName(), database.getName(), null, message);
  }

  private void log(ListenerEvent event, EventType type, Table table, EventMessage message)
      throws MetaException {
    log(event, type, table.getCatName(), table.getDbName(), table.getTableName(), message);
  }

  private void log(
      ListenerEvent event, EventType type, ColumnStatisticsDesc columns, EventMessage message)
      throws MetaException {
    log(event, type, columns.getCatName(), columns.getDbName(), columns.getTableName(), message);
  }

  private void log(
      ListenerEvent event,
      EventType type,
      String catalog,
      String database,
      @org.jspecify.annotations.Nullable String table,
      EventMessage message)
      throws MetaException {
    NotificationEvent entry =
        new NotificationEvent(
            0,
            Math.toIntExact(System.currentTimeMillis() / 1000),
            type.toString(),
            encoder.getSerializer().serialize(message));
    entry.setMessageFormat(encoder.getMessageFormat());
    entry.setCatName(catalog);
    entry.setDbName(database);
    if (table != null) {
      entry.setTableName(table);
    }
    store(event).addNotificationEvent(entry);
  }

  private RawStore store(ListenerEvent event) throws MetaException {
    IHMSHandler handler = event.getIHMSHandler();
    return handler != null ? handler.getMS() : HMSHandler.getMSForConf(getConf());
  }
}
