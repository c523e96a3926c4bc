package io.nyala.sandbox.control.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nyala.sandbox.control.Sandbox;
import io.nyala.sandbox.control.SandboxLayout;
import io.nyala.sandbox.control.SandboxPrincipals;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.UserGroupInformation;

/** Puts the raw files into HDFS as the ETL account. */
final class SampleFiles {
  private static final Map<String, String> FILES =
      Map.of(
          "flights-20k.csv", "/data/flights",
          "airports.csv", "/data/airports",
          "birdstrikes.csv", "/data/strikes");

  /**
   * One replica only: generated again at will, and so that some reads are not local to any
   * executor.
   */
  private static final short GENERATED_REPLICATION = 1;

  private static final int ROWS_PER_FILE = 100_000;
  private static final int WRITERS = 4;

  private final Configuration conf = new Configuration();
  private final UserGroupInformation etl;

  SampleFiles(Sandbox sandbox) throws IOException {
    SandboxLayout layout = sandbox.layout();
    for (String file : List.of("core-site.xml", "hdfs-site.xml")) {
      conf.addResource(new Path(layout.clientConfiguration().resolve(file).toUri()));
    }
    System.setProperty("java.security.krb5.conf", layout.krb5Conf().toString());
    UserGroupInformation.setConfiguration(conf);
    etl =
        UserGroupInformation.loginUserFromKeytabAndReturnUGI(
            SandboxPrincipals.of(SandboxPrincipals.ETL),
            layout.keytab(SandboxPrincipals.ETL).toString());
  }

  /** Copies the files of the resources. */
  void upload() throws IOException, InterruptedException {
    asEtl(
        files -> {
          for (Map.Entry<String, String> file : FILES.entrySet()) {
            Path directory = new Path(file.getValue());
            files.delete(directory, true);
            try (InputStream in = getClass().getResourceAsStream("files/" + file.getKey());
                OutputStream out = files.create(new Path(directory, file.getKey()))) {
              in.transferTo(out);
            }
          }
        });
  }

  /** Generates TPC-H at a scale, a directory per table, several files for the large ones. */
  void generateTpch(double scale) throws IOException, InterruptedException {
    asEtl(
        files -> {
          files.delete(new Path("/data/tpch"), true);
          ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
          try {
            List<Future<?>> running = new ArrayList<>();
            for (TpchTable<?> table : TpchTable.getTables()) {
              int parts = parts(table, scale);
              for (int part = 1; part <= parts; part++) {
                int number = part;
                running.add(writers.submit(() -> generate(files, table, scale, number, parts)));
              }
            }
            for (Future<?> writer : running) {
              writer.get();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
          } catch (ExecutionException e) {
            throw new IOException("TPC-H cannot be written: " + e.getCause(), e.getCause());
          } finally {
            writers.shutdownNow();
          }
        });
  }

  private static int parts(TpchTable<?> table, double scale) {
    long rows =
        switch (table.getTableName()) {
          case "lineitem" -> (long) (6_000_000 * scale);
          case "orders" -> (long) (1_500_000 * scale);
          case "partsupp" -> (long) (800_000 * scale);
          case "part" -> (long) (200_000 * scale);
          case "customer" -> (long) (150_000 * scale);
          default -> 1;
        };
    return (int) Math.max(1, Math.min(64, rows / ROWS_PER_FILE));
  }

  private static void generate(
      FileSystem files, TpchTable<?> table, double scale, int part, int parts) {
    Path path = new Path("/data/tpch/" + table.getTableName() + "/part-" + part + ".tbl");
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(files.create(path, GENERATED_REPLICATION), UTF_8), 1 << 16)) {
      for (TpchEntity row : table.createGenerator(scale, part, parts)) {
        String line = row.toLine();
        out.write(line, 0, line.endsWith("|") ? line.length() - 1 : line.length());
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface FileAction {
    void run(FileSystem files) throws IOException;
  }

  private void asEtl(FileAction action) throws IOException, InterruptedException {
    etl.doAs(
        (PrivilegedExceptionAction<Void>)
            () -> {
              try (FileSystem files =
                  FileSystem.newInstance(FileSystem.getDefaultUri(conf), conf)) {
                action.run(files);
              }
              return null;
            });
  }
}
