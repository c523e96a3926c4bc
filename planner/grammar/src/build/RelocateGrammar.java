import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes Hive's generated ANTLR 3 parser and the ANTLR 3 runtime out of the hive-exec jar and moves them into our own package, by
 * rewriting the UTF-8 entries of each constant pool in place. A bytecode library cannot do it: HiveParser's class initializer is
 * so near the size limit of a method that writing it again overflows. Run by the build: {@code java RelocateGrammar.java <jar>
 * <classes directory>}. The grammar itself is not touched.
 */
public final class RelocateGrammar {
  private static final String HIVE = "org/apache/hadoop/hive/ql/parse/";
  private static final String ANTLR = "org/antlr/runtime/";
  private static final String TARGET = "io/nyala/planner/grammar/hive/";

  private static final Pattern WANTED =
      Pattern.compile(
          Pattern.quote(HIVE)
              + "(HiveParser(_\\w+)?|HiveLexer(Standard)?(_HiveLexerParent)?|HintParser|GenericHiveLexer|Quotation"
              + "|ANTLRNoCaseStringStream|ParseError)(\\$\\w+)?\\.class|"
              + Pattern.quote(ANTLR)
              + "((tree|misc)/)?[A-Z][\\w$]*\\.class");

  /** Debuggers, DOT output and variants that nothing of the parser refers to. */
  private static final Pattern UNWANTED = Pattern.compile(".*/(DOTTreeGenerator|TreeWizard|TreePatternLexer|TreePatternParser)(\\$.*)?\\.class");

  private static final Map<String, String> MOVES = new LinkedHashMap<>();

  static {
    MOVES.put(HIVE, TARGET);
    MOVES.put(ANTLR, TARGET + "antlr/");
    MOVES.put("org/apache/hadoop/hive/conf/HiveConf", TARGET + "HiveConf");
    MOVES.put("org/apache/hadoop/conf/Configuration", TARGET + "Configuration");
    MOVES.put("org/apache/commons/lang3/StringUtils", TARGET + "StringUtils");
    MOVES.put("org/apache/commons/lang3/tuple/", TARGET);
  }

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path classes = Path.of(arguments[1]);
    Path marker = classes.resolve("META-INF/hive-grammar.source");
    String source = jar.getFileName() + " " + Files.size(jar) + " " + Files.getLastModifiedTime(Path.of(arguments[2])).toMillis();
    if (Files.exists(marker)
        && Files.readString(marker).equals(source)
        && Files.exists(classes.resolve(TARGET + "HiveParser.class"))) {
      return;
    }
    int count = 0;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        String name = entry.getName();
        if (!WANTED.matcher(name).matches() || UNWANTED.matcher(name).matches()) {
          continue;
        }
        Path target = classes.resolve(move(name));
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.write(target, relocate(in.readAllBytes()));
        }
        count++;
      }
    }
    if (count < 500) {
      throw new IOException(jar + " holds only " + count + " of the parser's classes: is it hive-exec 4.0.1?");
    }
    Files.createDirectories(marker.getParent());
    Files.writeString(marker, source);
    System.out.println(count + " grammar classes relocated");
  }

  private static String move(String text) {
    for (Map.Entry<String, String> move : MOVES.entrySet()) {
      text = text.replace(move.getKey(), move.getValue());
    }
    return text;
  }

  private static byte[] relocate(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + 4096);
    DataOutputStream out = new DataOutputStream(result);
    out.writeInt(in.readInt());
    out.writeInt(in.readInt());
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      switch (tag) {
        case 1 -> out.writeUTF(move(in.readUTF()));
        case 3, 4, 9, 10, 11, 12, 17, 18 -> out.writeInt(in.readInt());
        case 5, 6 -> {
          out.writeLong(in.readLong());
          i++;
        }
        case 7, 8, 16, 19, 20 -> out.writeShort(in.readUnsignedShort());
        case 15 -> {
          out.writeByte(in.readUnsignedByte());
          out.writeShort(in.readUnsignedShort());
        }
        default -> throw new IOException("constant pool tag " + tag);
      }
    }
    in.transferTo(out);
    return result.toByteArray();
  }
}
