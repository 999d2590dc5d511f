package io.gantry.server.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.types.SimpleType;
import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.CelEnvironment.EvaluationException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code format} gives is what cel-go's strings extension gives. */
final class FormattingTest {
    private static final CelEnvironment ENVIRONMENT = CelEnvironment.with(Map.of("self", SimpleType.DYN), Map.of());
    private static final Map<String, Object> VALUES =
            Map.of("self", DynamicValues.of(Map.of("n", 3L, "s", "x", "f", "%d")));

    private static Object evaluate(String text) throws Exception {
        return ENVIRONMENT.compile(text).evaluate(VALUES, new CostBudget());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'%s is %d of %d%%'.format(['a', 1, 2u]) | a is 1 of 2%",
                "'%s must be no more than %d'.format([self.s, self.n]) | x must be no more than 3",
                "'%s'.format([[1, 'x', 1.5, true, null, [2]]]) | [1, \"x\", 1.500000, true, null, [2]]",
                "'%s'.format([{'b': 1, 'a': 'x'}]) | {\"a\":\"x\", \"b\":1}",
                "'%s'.format([[duration('90s'), b'ab']]) | [duration(\"90s\"), b\"ab\"]",
                "'%s %s'.format([duration('1.5s'), timestamp(0)]) | 1.5s 1970-01-01T00:00:00Z",
                "'%s %s %s'.format([1e6, 0.1, type(1)]) | 1e+06 0.1 int",
                "'%f %.2f %.0f'.format([1234.5, 3.14159, 2.5]) | 1,234.500000 3.14 2",
                "'%e %.1e'.format([1052.032911275, 0.00012]) | 1.052033\u202f\u00d7\u202f10\u2070\u00b3"
                        + " 1.2\u202f\u00d7\u202f10\u207b\u2070\u2074",
                "'%f %f'.format(['NaN', '-Infinity']) | NaN -\u221e",
                "'%b %b %x %X %o %x'.format([5, true, 255, 255, 8, 'hi']) | 101 1 ff FF 10 6869",
                "'%b %x'.format([-5, -255]) | -101 -ff",
                "'plain'.format([]) | plain",
            })
    void valuesAreWrittenIntoTexts(String text, String result) throws Exception {
        assertThat(evaluate(text)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'%d'.format(['a']) | 1:14: error during formatting: decimal clause can only be used on integers, was given string",
                "'%f'.format([1]) | 1:14: error during formatting: fixed-point clause can only be used on doubles, was given int",
                "'%o'.format([[1]]) | 1:14: error during formatting: octal clause can only be used on integers, was given list",
                "'%d %d'.format([1]) | 1:15: index 1 out of range",
                "'%s'.format([1, 2]) | 1:12: too many arguments supplied to string.format (expected 1, got 2)",
                "'%y'.format([1]) | 1:12: could not parse formatting clause: unrecognized formatting clause \"y\"",
                "'%.3'.format([1.0]) | 1:13: could not parse formatting clause: error while parsing precision: could not find"
                        + " end of precision specifier",
                "'%'.format([1]) | 1:11: unexpected end of string",
                "'%s'.format(1) | 1:12: found no matching overload for 'format' applied to 'string.(int)'",
            })
    void textsThatAskForOtherValuesDoNotCompile(String text, String message) {
        assertThatThrownBy(() -> ENVIRONMENT.compile(text))
                .isInstanceOf(CompileException.class)
                .hasMessageStartingWith("ERROR: <input>:" + message + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "self.f.format([self.s]) | error during formatting: decimal clause can only be used on integers, was given string",
                "self.f.format([]) | index 0 out of range",
                "(self.f + '%').format([1]) | index 1 out of range",
                "(self.f + ' %q').format([1, 2]) | could not parse formatting clause: unrecognized formatting clause \"q\"",
            })
    void whatIsKnownOnlyThenFailsThen(String text, String message) {
        assertThatThrownBy(() -> evaluate(text))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(message);
    }
}
