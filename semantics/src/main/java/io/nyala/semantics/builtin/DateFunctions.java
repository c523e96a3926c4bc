package io.nyala.semantics.builtin;

import static io.nyala.spi.type.DataType.BIGINT;
import static io.nyala.spi.type.DataType.BOOLEAN;
import static io.nyala.spi.type.DataType.DATE;
import static io.nyala.spi.type.DataType.DOUBLE;
import static io.nyala.spi.type.DataType.INT;
import static io.nyala.spi.type.DataType.INTERVAL_DAY_TIME;
import static io.nyala.spi.type.DataType.INTERVAL_YEAR_MONTH;
import static io.nyala.spi.type.DataType.STRING;
import static io.nyala.spi.type.DataType.TIMESTAMP;

import io.nyala.semantics.function.Arguments;
import io.nyala.semantics.function.FunctionProperties;
import io.nyala.semantics.function.FunctionTable;
import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.function.Signature;
import io.nyala.semantics.kernel.DateKernels;
import io.nyala.semantics.kernel.MathKernels;
import io.nyala.semantics.type.DecimalTypes;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of dates and timestamps; texts are read as dates or timestamps. */
final class DateFunctions {
  private DateFunctions() {}

  static void addTo(FunctionTable t) {
    addParts(t);
    addSteps(t);
    addConversions(t);
  }

  private static void addParts(FunctionTable t) {
    t.scalar("year", "year(date) - the year")
        .leakproof()
        .overload(INT, DATE)
        .overload(INT, INTERVAL_YEAR_MONTH)
        .kernels(datePart("year", "yearOfMonths"));
    t.scalar("month", "month(date) - the month, 1 to 12")
        .leakproof()
        .overload(INT, DATE)
        .overload(INT, INTERVAL_YEAR_MONTH)
        .kernels(datePart("month", "monthOfMonths"));
    t.scalar("day", "day(date) - the day of the month")
        .alias("dayofmonth")
        .leakproof()
        .overload(INT, DATE)
        .overload(INT, INTERVAL_DAY_TIME)
        .kernels(datePart("day", "dayOfInterval"));
    t.scalar("quarter", "quarter(date) - the quarter, 1 to 4")
        .leakproof()
        .overload(INT, DATE)
        .kernel(DateKernels.class, "quarter");
    t.scalar("weekofyear", "weekofyear(date) - the ISO week")
        .alias("week")
        .leakproof()
        .overload(INT, DATE)
        .kernel(DateKernels.class, "weekOfYear");
    t.scalar("dayofweek", "dayofweek(date) - 1 for Sunday to 7 for Saturday")
        .leakproof()
        .overload(INT, DATE)
        .kernel(DateKernels.class, "dayOfWeek");
    t.scalar("dayofyear", "dayofyear(date) - the day of the year")
        .leakproof()
        .overload(INT, DATE)
        .kernel(DateKernels.class, "dayOfYear");
    clockPart(t, "hour", "hour(timestamp) - the hour, 0 to 23");
    clockPart(t, "minute", "minute(timestamp) - the minute, 0 to 59");
    clockPart(t, "second", "second(timestamp) - the second, 0 to 59");
  }

  private static io.nyala.semantics.function.KernelRule datePart(String date, String interval) {
    return (parameters, result) ->
        Kernel.find(
            DateKernels.class,
            parameters.get(0).kind() == TypeKind.DATE ? date : interval,
            parameters,
            result);
  }

  private static void clockPart(FunctionTable t, String name, String summary) {
    t.scalar(name, summary)
        .leakproof()
        .overload(INT, TIMESTAMP)
        .overload(INT, STRING)
        .overload(INT, INTERVAL_DAY_TIME)
        .kernels(
            (parameters, result) ->
                Kernel.find(
                    DateKernels.class,
                    parameters.get(0).kind() == TypeKind.INTERVAL_DAY_TIME
                        ? name + "OfInterval"
                        : name,
                    parameters,
                    result));
  }

  private static void addSteps(FunctionTable t) {
    t.scalar("date_add", "date_add(date, days) - the date some days later")
        .example("date_add('2009-07-30', 1)", "2009-07-31")
        .overload(DATE, DATE, INT)
        .kernel(DateKernels.class, "dateAdd");
    t.scalar("date_sub", "date_sub(date, days) - the date some days earlier")
        .overload(DATE, DATE, INT)
        .kernel(DateKernels.class, "dateSub");
    t.scalar("datediff", "datediff(a, b) - the number of days from b to a")
        .overload(INT, DATE, DATE)
        .kernel(DateKernels.class, "dateDiff");
    t.scalar(
            "add_months",
            "add_months(date, months[, format]) - the date some months later; the last day of a month stays the last")
        .overload(STRING, DATE, INT)
        .overload(STRING, TIMESTAMP, INT, STRING)
        .kernel(DateKernels.class, "addMonths");
    t.scalar("last_day", "last_day(date) - the last day of the month")
        .overload(STRING, DATE)
        .kernel(DateKernels.class, "lastDay");
    t.scalar("next_day", "next_day(date, weekday) - the first such weekday after the date")
        .example("next_day('2015-01-14', 'TU')", "'2015-01-20'")
        .overload(STRING, DATE, STRING)
        .kernel(DateKernels.class, "nextDay");
    t.scalar(
            "trunc",
            "trunc(date, unit) or trunc(number[, digits]) - the first day of the year, quarter or month; a number cut off")
        .typesByConstants(DateFunctions::trunc)
        .kernels(DateFunctions::truncKernel);
    t.scalar("months_between", "months_between(a, b[, round]) - the number of months from b to a")
        .overload(DOUBLE, TIMESTAMP, TIMESTAMP)
        .overload(DOUBLE, TIMESTAMP, TIMESTAMP, BOOLEAN)
        .kernel(DateKernels.class, "monthsBetween");
  }

  private static void addConversions(FunctionTable t) {
    t.scalar("to_date", "to_date(timestamp) - the date")
        .overload(DATE, DATE)
        .rewrite((type, arguments) -> arguments.get(0));
    t.scalar("date_format", "date_format(timestamp, format) - as text by a pattern of letters")
        .example("date_format('2015-04-08', 'y')", "'2015'")
        .overload(STRING, TIMESTAMP, STRING)
        .kernel(DateKernels.class, "dateFormat");
    t.scalar(
            "from_unixtime",
            "from_unixtime(seconds[, format]) - an instant on the session's clock as text")
        .properties(FunctionProperties.STABLE)
        .overload(STRING, BIGINT)
        .overload(STRING, BIGINT, STRING)
        .kernel(DateKernels.class, "fromUnixTime");
    t.scalar(
            "unix_timestamp",
            "unix_timestamp([timestamp[, format]]) - seconds since 1970 of a time on the session's clock, or of now")
        .alias("to_unix_timestamp")
        .properties(FunctionProperties.STABLE)
        .overload(BIGINT)
        .overload(BIGINT, TIMESTAMP)
        .overload(BIGINT, STRING, STRING)
        .kernel(DateKernels.class, "unixTimestamp");
    t.scalar(
            "from_utc_timestamp",
            "from_utc_timestamp(timestamp, zone) - a UTC time on the clock of a zone")
        .overload(TIMESTAMP, TIMESTAMP, STRING)
        .kernel(DateKernels.class, "fromUtc");
    t.scalar(
            "to_utc_timestamp",
            "to_utc_timestamp(timestamp, zone) - a time on the clock of a zone in UTC")
        .overload(TIMESTAMP, TIMESTAMP, STRING)
        .kernel(DateKernels.class, "toUtc");
    t.scalar("current_date", "current_date() - the date when the query started")
        .properties(FunctionProperties.STABLE)
        .overload(DATE)
        .kernel(DateKernels.class, "currentDate");
    t.scalar("current_timestamp", "current_timestamp() - the time when the query started")
        .properties(FunctionProperties.STABLE)
        .overload(TIMESTAMP)
        .kernel(DateKernels.class, "currentTimestamp");
  }

  private static Signature trunc(
      String name, List<DataType> actual, List<? extends @Nullable Object> constants) {
    Arguments.count(name, actual, 1, 2);
    boolean isDate = actual.size() == 2 && actual.get(1).isCharacter();
    if (isDate) {
      return Arguments.overloads(List.of(Signature.scalar(List.of(DATE, STRING), STRING)))
          .resolve(name, actual);
    }
    return MathFunctions.rounding(DateFunctions::cut).resolve(name, actual, constants);
  }

  private static DecimalType cut(DecimalType type, int digits) {
    int scale = Math.max(0, Math.min(digits, type.scale()));
    DecimalType rounded = DecimalTypes.round(type, scale);
    int precision = Math.max(1, type.precision() - type.scale() + rounded.scale());
    return new DecimalType(Math.min(DataType.MAX_DECIMAL_PRECISION, precision), rounded.scale());
  }

  private static Kernel truncKernel(List<DataType> parameters, DataType result) {
    if (parameters.get(0).kind() == TypeKind.DATE) {
      return Kernel.find(DateKernels.class, "trunc", parameters, result);
    }
    if (result.isInteger()) {
      return Kernel.find(MathKernels.class, "truncInteger", parameters, result);
    }
    if (result.kind() == TypeKind.FLOAT) {
      return Kernel.find(MathKernels.class, "trunc", parameters, result);
    }
    return MathFunctions.roundingKernel("trunc").kernel(parameters, result);
  }
}
