package io.nyala.engine.task;

import io.nyala.engine.operator.Operator;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.engine.operator.OperatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The pipelines of a task while they are put together. */
final class Pipelines {
  /** A pipeline that may still grow at its end. */
  static final class Chain {
    private final List<OperatorFactory> factories = new ArrayList<>();
    private final int drivers;

    Chain(int drivers) {
      this.drivers = drivers;
    }

    /** How many drivers run it side by side. */
    int drivers() {
      return drivers;
    }

    List<OperatorFactory> factories() {
      return factories;
    }

    Chain add(int planNodeId, String name, Function<OperatorContext, Operator> create) {
      factories.add(
          new OperatorFactory() {
            @Override
            public int planNodeId() {
              return planNodeId;
            }

            @Override
            public String name() {
              return name;
            }

            @Override
            public Operator create(OperatorContext context) {
              return create.apply(context);
            }
          });
      return this;
    }
  }

  private final List<Chain> finished = new ArrayList<>();

  /** The chain has got its last operator, a sink. */
  void finish(Chain chain) {
    finished.add(chain);
  }

  List<Chain> finished() {
    return finished;
  }
}
