package io.nyala.semantics.builtin;

import io.nyala.semantics.function.FunctionTable;

/** Operators of arithmetic and bits. */
final class ArithmeticFunctions {
  private ArithmeticFunctions() {}

  static void addTo(FunctionTable table) {
    table
        .scalar("+", "a + b - the sum; also adds an interval or days to a date")
        .leakproof()
        .types(ArithmeticTypes::plus)
        .kernels(ArithmeticTypes::plusKernel);
    table
        .scalar(
            "-", "a - b - the difference; also subtracts an interval, days or a date from a date")
        .leakproof()
        .types(ArithmeticTypes::minus)
        .kernels(ArithmeticTypes::minusKernel);
    table
        .scalar("*", "a * b - the product")
        .leakproof()
        .types(ArithmeticTypes::times)
        .kernels(ArithmeticTypes::timesKernel);
    table
        .scalar("/", "a / b - the quotient, a double for integers; NULL if b is 0")
        .example("3 / 2", "1.5")
        .leakproof()
        .types(ArithmeticTypes::divide)
        .kernels(ArithmeticTypes::divideKernel);
    table
        .scalar("%", "a % b - the remainder with the sign of a; NULL if b is 0")
        .alias("mod")
        .leakproof()
        .types(ArithmeticTypes::modulo)
        .kernels(ArithmeticTypes::moduloKernel);
    table
        .scalar("div", "a div b - the integer part of the quotient of two integers; NULL if b is 0")
        .example("3 div 2", "1")
        .leakproof()
        .types(ArithmeticTypes::integerDivide)
        .kernels(ArithmeticTypes::integerDivideKernel);
    table
        .scalar("pmod", "pmod(a, b) - the remainder with the sign of b; NULL if b is 0")
        .leakproof()
        .types(ArithmeticTypes::positiveModulo)
        .kernels(ArithmeticTypes::positiveModuloKernel);
    table
        .scalar("negative", "negative(a) - minus a")
        .leakproof()
        .types(ArithmeticTypes::sameSigned)
        .kernels(ArithmeticTypes::negativeKernel);
    table
        .scalar("positive", "positive(a) - a itself")
        .leakproof()
        .types(ArithmeticTypes::sameSigned)
        .rewrite((type, arguments) -> arguments.get(0));
    table
        .scalar("&", "a & b - bitwise and")
        .leakproof()
        .types(ArithmeticTypes::bits)
        .kernels(ArithmeticTypes.bitKernel("and"));
    table
        .scalar("|", "a | b - bitwise or")
        .leakproof()
        .types(ArithmeticTypes::bits)
        .kernels(ArithmeticTypes.bitKernel("or"));
    table
        .scalar("^", "a ^ b - bitwise exclusive or")
        .leakproof()
        .types(ArithmeticTypes::bits)
        .kernels(ArithmeticTypes.bitKernel("xor"));
    table
        .scalar("~", "~ a - bitwise complement")
        .leakproof()
        .types(ArithmeticTypes::bits)
        .kernels(ArithmeticTypes.bitKernel("not"));
    table
        .scalar("shiftleft", "shiftleft(a, n) - a shifted left by n bits")
        .leakproof()
        .types(ArithmeticTypes::shift)
        .kernels(ArithmeticTypes.shiftKernel("shiftLeft"));
    table
        .scalar("shiftright", "shiftright(a, n) - a shifted right by n bits, sign kept")
        .leakproof()
        .types(ArithmeticTypes::shift)
        .kernels(ArithmeticTypes.shiftKernel("shiftRight"));
    table
        .scalar(
            "shiftrightunsigned",
            "shiftrightunsigned(a, n) - a shifted right by n bits, zeros in front")
        .leakproof()
        .types(ArithmeticTypes::shift)
        .kernels(ArithmeticTypes.shiftKernel("shiftRightUnsigned"));
  }
}
