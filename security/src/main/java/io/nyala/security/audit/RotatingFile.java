package io.nyala.security.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code name.jsonl} and its predecessors {@code name-<number>.jsonl}, higher numbers newer; the
 * oldest are deleted beyond the limit. Readable by the owner only. Used by one thread.
 */
final class RotatingFile implements AutoCloseable {
  private final Path directory;
  private final String name;
  private final long maxBytes;
  private final int maxFiles;
  private @Nullable FileChannel channel;
  private long size;

  RotatingFile(Path directory, String name, long maxBytes, int maxFiles) {
    this.directory = directory;
    this.name = name;
    this.maxBytes = maxBytes;
    this.maxFiles = maxFiles;
  }

  /** Appends whole lines; they stay together in one file. */
  void append(byte[] lines) throws IOException {
    FileChannel out = open();
    if (size > 0 && size + lines.length > maxBytes) {
      out = rotate();
    }
    long start = size;
    try {
      ByteBuffer buffer = ByteBuffer.wrap(lines);
      while (buffer.hasRemaining()) {
        size += out.write(buffer);
      }
    } catch (IOException e) {
      cutBack(out, start);
      throw e;
    }
  }

  /** A line half written would spoil the next one. */
  private void cutBack(FileChannel out, long start) {
    try {
      out.truncate(start);
      size = start;
    } catch (IOException ignored) {
      // The original failure is reported; the file is opened anew for the next attempt.
      channel = null;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null || !open.isOpen()) {
      Files.createDirectories(directory);
      open =
          FileChannel.open(
              current(),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      size = open.size();
      channel = open;
    }
    return open;
  }

  private FileChannel rotate() throws IOException {
    close();
    List<Long> numbers = numbers();
    long next = numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1) + 1;
    Files.move(current(), numbered(next));
    for (int i = 0; i < numbers.size() + 2 - maxFiles; i++) {
      Files.deleteIfExists(numbered(numbers.get(i)));
    }
    return open();
  }

  private List<Long> numbers() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches(name + "-\\d{1,18}\\.jsonl"))
          .map(file -> Long.valueOf(file.substring(name.length() + 1, file.length() - 6)))
          .sorted()
          .toList();
    }
  }

  private Path current() {
    return directory.resolve(name + ".jsonl");
  }

  private Path numbered(long number) {
    return directory.resolve(name + "-" + number + ".jsonl");
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
