package io.nyala.semantics.builtin;

import static io.nyala.spi.type.DataType.BIGINT;
import static io.nyala.spi.type.DataType.BINARY;
import static io.nyala.spi.type.DataType.BOOLEAN;
import static io.nyala.spi.type.DataType.INT;
import static io.nyala.spi.type.DataType.STRING;

import io.nyala.semantics.function.Arguments;
import io.nyala.semantics.function.FunctionTable;
import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.function.Signature;
import io.nyala.semantics.function.SignatureRule;
import io.nyala.semantics.kernel.EncodingKernels;
import io.nyala.semantics.kernel.PatternKernels;
import io.nyala.semantics.kernel.StringKernels;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.CharType;
import io.nyala.spi.type.DataType.VarcharType;
import io.nyala.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Functions of strings and bytes. */
final class StringFunctions {
  private StringFunctions() {}

  static void addTo(FunctionTable table) {
    addBasics(table);
    addSearch(table);
    addEncodings(table);
  }

  private static void addBasics(FunctionTable t) {
    t.scalar("concat", "concat(a, b, …) - the arguments one after the other; NULL if one is NULL")
        .alias("||")
        .example("concat('ab', 'cd')", "'abcd'")
        .types(StringFunctions::concat)
        .kernel(StringKernels.class, "concat");
    t.scalar(
            "concat_ws",
            "concat_ws(separator, a, b, …) - the arguments that are not NULL with the separator between")
        .example("concat_ws('.', 'www', NULL, 'org')", "'www.org'")
        .types(
            (name, actual) -> {
              if (actual.size() < 2) {
                throw Arguments.wrongCount(name, "at least 2", actual.size());
              }
              return strings(name, actual);
            })
        .kernel(StringKernels.class, "concatWs");
    t.scalar(
            "substr",
            "substr(text, position[, length]) - the part from a position (1 is the first, negative counts from the end)")
        .alias("substring", "mid")
        .example("substr('warehouse', 5, 3)", "'hou'")
        .types(StringFunctions::substr)
        .kernels(
            (parameters, result) ->
                Kernel.find(
                    StringKernels.class,
                    result.kind() == TypeKind.BINARY ? "substrBinary" : "substr",
                    parameters,
                    result));
    t.scalar("upper", "upper(text) - all letters in upper case")
        .alias("ucase")
        .types(StringFunctions::sameText)
        .kernel(StringKernels.class, "upper");
    t.scalar("lower", "lower(text) - all letters in lower case")
        .alias("lcase")
        .types(StringFunctions::sameText)
        .kernel(StringKernels.class, "lower");
    t.scalar(
            "initcap",
            "initcap(text) - the first letter of each word in upper case, the others in lower case")
        .types(StringFunctions::sameText)
        .kernel(StringKernels.class, "initcap");
    t.scalar("trim", "trim(text[, characters]) - without spaces, or the characters, at both ends")
        .overload(STRING, STRING)
        .overload(STRING, STRING, STRING)
        .kernel(StringKernels.class, "trim");
    t.scalar("ltrim", "ltrim(text[, characters]) - without spaces, or the characters, at the start")
        .overload(STRING, STRING)
        .overload(STRING, STRING, STRING)
        .kernel(StringKernels.class, "ltrim");
    t.scalar("rtrim", "rtrim(text[, characters]) - without spaces, or the characters, at the end")
        .overload(STRING, STRING)
        .overload(STRING, STRING, STRING)
        .kernel(StringKernels.class, "rtrim");
    t.scalar("length", "length(text | bytes) - the number of characters or bytes")
        .leakproof()
        .types(StringFunctions::length)
        .kernels(
            (parameters, result) ->
                Kernel.find(
                    StringKernels.class,
                    parameters.get(0).kind() == TypeKind.BINARY ? "octetLength" : "length",
                    parameters,
                    result));
    t.scalar("char_length", "char_length(text) - the number of characters")
        .alias("character_length")
        .leakproof()
        .overload(INT, STRING)
        .kernel(StringKernels.class, "length");
    t.scalar("octet_length", "octet_length(text) - the number of bytes in UTF-8")
        .leakproof()
        .overload(INT, STRING)
        .overload(INT, BINARY)
        .kernel(StringKernels.class, "octetLength");
    t.scalar("lpad", "lpad(text, length, pad) - padded at the start, or cut, to a length")
        .example("lpad('7', 3, '0')", "'007'")
        .overload(STRING, STRING, INT, STRING)
        .kernel(StringKernels.class, "lpad");
    t.scalar("rpad", "rpad(text, length, pad) - padded at the end, or cut, to a length")
        .overload(STRING, STRING, INT, STRING)
        .kernel(StringKernels.class, "rpad");
    t.scalar("repeat", "repeat(text, n) - the text n times")
        .overload(STRING, STRING, INT)
        .kernel(StringKernels.class, "repeat");
    t.scalar("space", "space(n) - n spaces")
        .overload(STRING, INT)
        .kernel(StringKernels.class, "space");
    t.scalar("reverse", "reverse(text) - the characters in reverse order")
        .overload(STRING, STRING)
        .kernel(StringKernels.class, "reverse");
    t.scalar("replace", "replace(text, search, replacement) - every occurrence replaced")
        .overload(STRING, STRING, STRING, STRING)
        .kernel(StringKernels.class, "replace");
    t.scalar(
            "translate",
            "translate(text, from, to) - characters of from replaced by those at the same place of to")
        .example("translate('abcd', 'bd', 'X')", "'aXc'")
        .overload(STRING, STRING, STRING, STRING)
        .kernel(StringKernels.class, "translate");
    t.scalar("ascii", "ascii(text) - the value of the first byte")
        .overload(INT, STRING)
        .kernel(StringKernels.class, "ascii");
    t.scalar("chr", "chr(n) - the character with code n modulo 256")
        .alias("char")
        .overload(STRING, BIGINT)
        .kernel(StringKernels.class, "chr");
    t.scalar("quote", "quote(text) - in single quotes, with quotes inside escaped")
        .overload(STRING, STRING)
        .kernel(StringKernels.class, "quote");
  }

  private static void addSearch(FunctionTable t) {
    t.scalar(
            "instr", "instr(text, part) - the position of the first occurrence, 0 if there is none")
        .overload(INT, STRING, STRING)
        .kernel(StringKernels.class, "instr");
    t.scalar(
            "locate",
            "locate(part, text[, position]) - the position of the first occurrence at or after a position, 0 if there is none")
        .alias("position")
        .overload(INT, STRING, STRING)
        .overload(INT, STRING, STRING, INT)
        .kernel(StringKernels.class, "locate");
    t.scalar(
            "substring_index",
            "substring_index(text, separator, n) - what stands before the n-th separator, from the end if n is negative")
        .example("substring_index('www.apache.org', '.', 2)", "'www.apache'")
        .overload(STRING, STRING, STRING, INT)
        .kernel(StringKernels.class, "substringIndex");
    t.scalar(
            "find_in_set",
            "find_in_set(item, list) - the place of an item in a list separated by commas, 0 if it is not there")
        .overload(INT, STRING, STRING)
        .kernel(StringKernels.class, "findInSet");
    t.scalar(
            "field",
            "field(a, b, c, …) - the place of the first argument among the others, 0 if it is not there")
        .types(StringFunctions::field)
        .rewrite(StringFunctions::fieldCase);
    t.scalar("elt", "elt(n, a, b, …) - the n-th of the texts, NULL if there is none")
        .types(StringFunctions::elt)
        .rewrite(StringFunctions::eltCase);
    t.scalar(
            "levenshtein",
            "levenshtein(a, b) - the least number of edits from one text to the other")
        .overload(INT, STRING, STRING)
        .kernel(StringKernels.class, "levenshtein");
    t.scalar("like", "text like pattern - true if the text matches; % is any run, _ any character")
        .leakproof()
        .overload(BOOLEAN, STRING, STRING)
        .kernel(PatternKernels.class, "like");
    t.scalar(
            "rlike",
            "text rlike expression - true if a part of the text matches the Java regular expression")
        .alias("regexp", "regexp_like")
        .overload(BOOLEAN, STRING, STRING)
        .kernel(PatternKernels.class, "rlike");
    t.scalar(
            "regexp_replace",
            "regexp_replace(text, expression, replacement) - every match replaced; $1 stands for the first group")
        .overload(STRING, STRING, STRING, STRING)
        .kernel(PatternKernels.class, "regexpReplace");
    t.scalar(
            "regexp_extract",
            "regexp_extract(text, expression[, group]) - a group (1 unless given) of the first match, empty without match")
        .overload(STRING, STRING, STRING)
        .overload(STRING, STRING, STRING, INT)
        .kernel(PatternKernels.class, "regexpExtract");
    t.scalar("soundex", "soundex(text) - the Soundex code of an English word")
        .overload(STRING, STRING)
        .kernel(EncodingKernels.class, "soundex");
  }

  private static void addEncodings(FunctionTable t) {
    t.scalar("md5", "md5(text | bytes) - the MD5 digest in hexadecimal digits")
        .overload(STRING, STRING)
        .overload(STRING, BINARY)
        .kernel(EncodingKernels.class, "md5");
    t.scalar("sha1", "sha1(text | bytes) - the SHA-1 digest in hexadecimal digits")
        .alias("sha")
        .overload(STRING, STRING)
        .overload(STRING, BINARY)
        .kernel(EncodingKernels.class, "sha1");
    t.scalar(
            "sha2",
            "sha2(text | bytes, bits) - the digest of 224, 256 (or 0), 384 or 512 bits in hexadecimal digits")
        .overload(STRING, STRING, INT)
        .overload(STRING, BINARY, INT)
        .kernel(EncodingKernels.class, "sha2");
    t.scalar("crc32", "crc32(text | bytes) - the cyclic redundancy check")
        .overload(BIGINT, STRING)
        .overload(BIGINT, BINARY)
        .kernel(EncodingKernels.class, "crc32");
    t.scalar("hex", "hex(number | text | bytes) - in hexadecimal digits")
        .example("hex('Nyala')", "'4E79616C61'")
        .overload(STRING, STRING)
        .overload(STRING, BIGINT)
        .overload(STRING, BINARY)
        .types(StringFunctions::hex)
        .kernel(EncodingKernels.class, "hex");
    t.scalar("unhex", "unhex(text) - the bytes of hexadecimal digits, NULL if there are others")
        .overload(BINARY, STRING)
        .kernel(EncodingKernels.class, "unhex");
    t.scalar("base64", "base64(bytes) - in Base64")
        .overload(STRING, BINARY)
        .kernel(EncodingKernels.class, "base64");
    t.scalar("unbase64", "unbase64(text) - the bytes of a Base64 text")
        .overload(BINARY, STRING)
        .kernel(EncodingKernels.class, "unbase64");
    t.scalar("bin", "bin(n) - in binary digits")
        .overload(STRING, BIGINT)
        .kernel(EncodingKernels.class, "bin");
    t.scalar("conv", "conv(number, from, to) - a number written in another base")
        .example("conv('ff', 16, 10)", "'255'")
        .overload(STRING, STRING, INT, INT)
        .kernel(EncodingKernels.class, "conv");
  }

  private static Signature strings(String name, List<DataType> actual) {
    for (DataType type : actual) {
      if (type.kind() != TypeKind.BINARY && !TypeCoercion.convertible(type, STRING)) {
        throw Arguments.wrongTypes(name, actual, name + "(string, …)");
      }
    }
    return Signature.scalar(Collections.nCopies(actual.size(), STRING), STRING);
  }

  /** CHAR and VARCHAR keep their kind with the lengths added up, as far as the kind allows. */
  private static Signature concat(String name, List<DataType> actual) {
    Signature plain = strings(name, actual);
    int length = 0;
    boolean allChar = !actual.isEmpty();
    for (DataType type : actual) {
      if (type instanceof CharType fixed) {
        length += fixed.length();
      } else if (type instanceof VarcharType varchar) {
        length += varchar.length();
        allChar = false;
      } else {
        return plain;
      }
    }
    if (actual.isEmpty() || length > (allChar ? 255 : 65_535)) {
      return plain;
    }
    return Signature.scalar(actual, allChar ? new CharType(length) : new VarcharType(length));
  }

  private static Signature substr(String name, List<DataType> actual) {
    Arguments.count(name, actual, 2, 3);
    DataType result = actual.get(0).kind() == TypeKind.BINARY ? BINARY : STRING;
    List<DataType> parameters = new ArrayList<>(List.of(result, BIGINT));
    if (actual.size() == 3) {
      parameters.add(BIGINT);
    }
    for (int i = 1; i < actual.size(); i++) {
      DataType type = actual.get(i);
      if (!type.isInteger() && type.kind() != TypeKind.VOID) {
        throw Arguments.wrongTypes(
            name, actual, name + "(string, bigint)  " + name + "(string, bigint, bigint)");
      }
    }
    if (result == STRING && !TypeCoercion.convertible(actual.get(0), STRING)) {
      throw Arguments.wrongTypes(
          name, actual, name + "(string, bigint)  " + name + "(string, bigint, bigint)");
    }
    return Signature.scalar(parameters, result);
  }

  private static Signature sameText(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, 1);
    DataType type = actual.get(0);
    if (type.isCharacter()) {
      return Signature.scalar(actual, type);
    }
    return strings(name, actual);
  }

  private static Signature length(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, 1);
    DataType type = actual.get(0);
    if (type.kind() == TypeKind.BINARY) {
      return Signature.scalar(actual, INT);
    }
    if (!type.isCharacter() && type.kind() != TypeKind.VOID) {
      throw new io.nyala.spi.error.NyalaException(
          io.nyala.spi.error.ErrorCode.ARGUMENT_TYPE,
          "Wrong arguments '"
              + name
              + "':  LENGTH() only takes STRING/CHAR/VARCHAR/BINARY types as first argument, got "
              + type.kind());
    }
    return Signature.scalar(List.of(STRING), INT);
  }

  private static Signature hex(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, 1);
    DataType type = actual.get(0);
    DataType parameter =
        type.isInteger() ? BIGINT : type.kind() == TypeKind.BINARY ? BINARY : STRING;
    if (!TypeCoercion.convertible(type, parameter)) {
      throw Arguments.wrongTypes(name, actual, "hex(bigint)  hex(binary)  hex(string)");
    }
    return Signature.scalar(List.of(parameter), STRING);
  }

  private static Signature field(String name, List<DataType> actual) {
    Arguments.count(name, actual, 2, Integer.MAX_VALUE);
    DataType common = actual.get(0);
    for (DataType type : actual) {
      common =
          TypeCoercion.comparisonType(common, type)
              .orElseThrow(() -> Arguments.wrongTypes(name, actual, "values of one type"));
    }
    DataType compared = common.kind() == TypeKind.VOID ? STRING : common;
    return Signature.scalar(Collections.nCopies(actual.size(), compared), INT);
  }

  private static Expression fieldCase(DataType type, List<Expression> arguments) {
    List<Expression> branches = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      branches.add(new Expression.Call("=", BOOLEAN, List.of(arguments.get(0), arguments.get(i))));
      branches.add(new Expression.Literal(INT, (long) i));
    }
    branches.add(new Expression.Literal(INT, 0L));
    return new Expression.Special(Form.CASE, type, branches);
  }

  private static Signature elt(String name, List<DataType> actual) {
    Arguments.count(name, actual, 2, Integer.MAX_VALUE);
    SignatureRule texts = StringFunctions::strings;
    texts.resolve(name, actual.subList(1, actual.size()));
    List<DataType> parameters = new ArrayList<>(Collections.nCopies(actual.size(), STRING));
    parameters.set(0, INT);
    if (!TypeCoercion.convertible(actual.get(0), INT)) {
      throw Arguments.wrongTypes(name, actual, "elt(int, string, …)");
    }
    return Signature.scalar(parameters, STRING);
  }

  private static Expression eltCase(DataType type, List<Expression> arguments) {
    List<Expression> branches = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      branches.add(
          new Expression.Call(
              "=", BOOLEAN, List.of(arguments.get(0), new Expression.Literal(INT, (long) i))));
      branches.add(arguments.get(i));
    }
    branches.add(new Expression.Literal(type, null));
    return new Expression.Special(Form.CASE, type, branches);
  }
}
