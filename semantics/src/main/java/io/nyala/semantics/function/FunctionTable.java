package io.nyala.semantics.function;

import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects function definitions, one {@link Entry} per function; used once while a registry is
 * made.
 */
public final class FunctionTable {
  private final List<Entry> entries = new ArrayList<>();

  /** Starts a scalar function. Summary: "name(arguments) - what it answers". */
  public Entry scalar(String name, String summary) {
    return add(new Entry(name, FunctionKind.SCALAR, summary));
  }

  public Entry aggregate(String name, String summary) {
    return add(new Entry(name, FunctionKind.AGGREGATE, summary));
  }

  private Entry add(Entry entry) {
    entries.add(entry);
    return entry;
  }

  public FunctionRegistry build() {
    Map<String, FunctionDefinition> functions = new LinkedHashMap<>();
    for (Entry entry : entries) {
      put(functions, entry.name, entry);
      for (String alias : entry.aliases) {
        put(functions, alias, entry);
      }
    }
    return new FunctionRegistry(functions);
  }

  private static void put(Map<String, FunctionDefinition> functions, String name, Entry entry) {
    if (functions.put(name, entry.build(name)) != null) {
      throw new IllegalStateException("function " + name + " is defined twice");
    }
  }

  /** A function under construction. */
  public static final class Entry {
    private final String name;
    private final FunctionKind kind;
    private final String summary;
    private final List<String> aliases = new ArrayList<>();
    private final List<Signature> overloads = new ArrayList<>();
    private String extended = "";
    private FunctionProperties properties = FunctionProperties.PURE;
    private @Nullable ConstantSignatureRule rule;
    private @Nullable KernelRule kernels;
    private @Nullable Rewrite rewrite;

    private Entry(String name, FunctionKind kind, String summary) {
      this.name = name;
      this.kind = kind;
      this.summary = summary;
    }

    /** Other names of the same function. */
    public Entry alias(String... names) {
      aliases.addAll(List.of(names));
      return this;
    }

    /** An example for the extended documentation. */
    public Entry example(String call, String result) {
      extended +=
          (extended.isEmpty() ? "Example:" : "") + "\n  > SELECT " + call + ";\n  " + result;
      return this;
    }

    public Entry properties(FunctionProperties newProperties) {
      properties = newProperties;
      return this;
    }

    public Entry leakproof() {
      return properties(FunctionProperties.LEAKPROOF);
    }

    /** Adds an overload with fixed types. */
    public Entry overload(DataType returnType, DataType... parameterTypes) {
      overloads.add(Signature.scalar(List.of(parameterTypes), returnType));
      return this;
    }

    /** Overloads that follow a rule; replaces fixed ones. */
    public Entry types(SignatureRule newRule) {
      return typesByConstants((name, actual, constants) -> newRule.resolve(name, actual));
    }

    /** Overloads that also depend on constant arguments. */
    public Entry typesByConstants(ConstantSignatureRule newRule) {
      rule = newRule;
      return this;
    }

    /** Kernels are the methods named {@code method} of a class, chosen by the types. */
    public Entry kernel(Class<?> owner, String method) {
      return kernels((arguments, result) -> Kernel.find(owner, method, arguments, result));
    }

    public Entry kernels(KernelRule newKernels) {
      kernels = newKernels;
      return this;
    }

    public Entry rewrite(Rewrite newRewrite) {
      rewrite = newRewrite;
      return this;
    }

    private FunctionDefinition build(String registeredName) {
      String synonyms = "";
      if (!aliases.isEmpty()) {
        List<String> others = new ArrayList<>(aliases);
        others.add(0, name);
        others.remove(registeredName);
        synonyms = "Synonyms: " + String.join(", ", others) + (extended.isEmpty() ? "" : "\n");
      }
      if (rule == null) {
        types(Arguments.overloads(List.copyOf(overloads)));
      }
      return new FunctionDefinition(
          registeredName,
          kind,
          new FunctionDocumentation(summary, synonyms + extended),
          properties,
          Objects.requireNonNull(rule),
          kernels,
          rewrite);
    }
  }
}
