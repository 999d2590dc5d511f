package io.gantry.server.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.gantry.server.cel.CelEnvironment.EvaluationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those of cel-go's interpreter and types, and of its strings extension. */
final class RunErrorsTest {
    private static final CelEnvironment ENVIRONMENT = CelEnvironment.with(
            Map.of(
                    "self", SimpleType.DYN,
                    "i", SimpleType.INT,
                    "s", SimpleType.STRING,
                    "l", ListType.create(SimpleType.STRING)),
            Map.of());

    private static final Map<String, Object> VALUES = Map.of(
            "self",
            DynamicValues.of(Map.of("a", 1L, "l", List.of(1L, 2L), "s", "text", "b", true)),
            "i",
            5L,
            "s",
            "abc",
            "l",
            List.of("a", "b"));

    private static Object evaluate(String text) throws Exception {
        return ENVIRONMENT.compile(text).evaluate(VALUES, new CostBudget());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "self.x | no such key: x",
                "self['x'] | no such key: x",
                "self.s.x | no such key: x",
                "{1: 'a'}[i] | no such key: 5",
                "self.l[5] | index out of bounds: 5",
                "l[-1] | index out of bounds: -1",
                "1 / (i - 5) | division by zero",
                "1u / uint(i - 5) | division by zero",
                "1 % (i - 5) | modulus by zero",
                "9223372036854775807 + i | integer overflow",
                "9223372036854775807 * i | integer overflow",
                "18446744073709551615u + uint(i) | unsigned integer overflow",
                "uint(-i) | unsigned integer overflow",
                "timestamp(9223372036854775807 - i) | timestamp overflow",
                "int(self.s) | type conversion error from 'string' to 'int'",
                "uint(s) | type conversion error from 'string' to 'uint'",
                "double(s) | type conversion error from 'string' to 'double'",
                "bool(s) | type conversion error from 'string' to 'bool'",
                "duration(s) | type conversion error from 'string' to 'google.protobuf.Duration'",
                "timestamp(s) | type conversion error from 'string' to 'google.protobuf.Timestamp'",
                "self.a + 'x' | no such overload",
                "self.b + 1 | no such overload: _+_",
                "self.a < 'x' | no such overload",
                "self.l < 1 | no such overload: _<_",
                "-self.s | no such overload: -_",
                "!self.a | no such overload",
                "self.a && true | no such overload",
                "self.a ? 1 : 2 | no such overload",
                "1 in self.a | no such overload",
                "size(self.a) | no such overload: size",
                "self.a.startsWith('x') | no such overload: startsWith(int, string)",
                "s.startsWith(self.a) | no such overload: startsWith(string, int)",
                "self.a.matches('x') | no such overload: matches",
                "string(self) | no such overload: string(map)",
                "self.a.all(x, x) | got 'types.Int', expected iterable type",
                "s.matches(s + '[') | error parsing regexp: missing closing ]: `[`",
                "s.charAt(10) | index out of range: 10",
                "s.substring(10) | index out of range: 10",
                "s.substring(2, 1) | invalid substring range. start: 2, end: 1",
                "s.substring(1, 9) | index out of range: 9",
                "s.indexOf('a', 10) | index out of range: 10",
                "optional.none().value() | optional.none() dereference",
                "timestamp(0).getHours('Foo/Bar') | unknown time zone Foo/Bar",
                "l.filter(x, x > 'z').min() | min called on empty list",
            })
    void failuresAreInTheWordsOfCelGo(String text, String message) {
        assertThatThrownBy(() -> evaluate(text))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(message);
    }

    @Test
    void anEvaluationThatCostsTooMuchIsCancelled() {
        String nested = "[0,1,2,3,4,5,6,7,8,9]";
        String text = nested + ".all(a, " + nested + ".all(b, " + nested + ".all(c, " + nested + ".all(d, " + nested
                + ".all(e, " + nested + ".all(f, a + b + c + d + e + f >= 0))))))";
        assertThatThrownBy(() -> evaluate(text)).hasMessage("operation cancelled: actual cost limit exceeded");
    }

    @Test
    void existsOneHasTwoNames() throws Exception {
        assertThat(evaluate("l.existsOne(x, x == 'a') && l.exists_one(x, x == 'a')"))
                .isEqualTo(true);
    }
}
