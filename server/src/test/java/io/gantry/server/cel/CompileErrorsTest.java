package io.gantry.server.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import io.gantry.server.cel.CelEnvironment.CompileException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts are those of cel-go's parser, checker and validators, taken from what they print and from their own tests. */
final class CompileErrorsTest {
    private static final Map<String, CelType> VARIABLES = Map.of(
            "self", SimpleType.DYN,
            "i", SimpleType.INT,
            "s", SimpleType.STRING,
            "l", ListType.create(SimpleType.STRING),
            "m", MapType.create(SimpleType.STRING, SimpleType.INT),
            "o", OptionalType.create(SimpleType.INT),
            "t", SimpleType.TIMESTAMP,
            "d", SimpleType.DURATION,
            "user", AdmissionTypes.USER);

    private static final CelEnvironment ENVIRONMENT = CelEnvironment.withBindings(VARIABLES, AdmissionTypes.all());

    private static final String OPERANDS =
            "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, "
                    + "NUM_UINT, STRING, BYTES, IDENTIFIER}";

    static Stream<Arguments> whatDoesNotParse() {
        return Stream.of(
                arguments("1 +", "1:4: Syntax error: mismatched input '<EOF>' expecting " + OPERANDS),
                arguments("1 + * 2", "1:5: Syntax error: extraneous input '*' expecting " + OPERANDS),
                arguments("(1 + 2", "1:7: Syntax error: missing ')' at '<EOF>'"),
                arguments("1 + 2)", "1:6: Syntax error: extraneous input ')' expecting <EOF>"),
                arguments("self.", "1:6: Syntax error: no viable alternative at input '.'"),
                arguments("self.a b", "1:8: Syntax error: extraneous input 'b' expecting <EOF>"),
                arguments(
                        "'abc",
                        "1:1: Syntax error: token recognition error at: ''abc'",
                        "1:5: Syntax error: mismatched input '<EOF>' expecting " + OPERANDS),
                arguments(
                        "self = 1",
                        "1:6: Syntax error: token recognition error at: '= '",
                        "1:8: Syntax error: extraneous input '1' expecting <EOF>"),
                arguments(
                        "*@a | b",
                        "1:1: Syntax error: extraneous input '*' expecting " + OPERANDS,
                        "1:2: Syntax error: token recognition error at: '@'",
                        "1:5: Syntax error: token recognition error at: '| '",
                        "1:7: Syntax error: extraneous input 'b' expecting <EOF>"),
                arguments(
                        "% ",
                        "1:1: Syntax error: mismatched input '%' expecting " + OPERANDS,
                        "1:3: Syntax error: mismatched input '<EOF>' expecting " + OPERANDS),
                arguments("1 ? 2", "1:6: Syntax error: mismatched input '<EOF>' expecting ':'"),
                arguments("{a}", "1:3: Syntax error: mismatched input '}' expecting ':'"),
                arguments("ind[a{b}]", "1:8: Syntax error: mismatched input '}' expecting ':'"),
                arguments(
                        "msg{:a}",
                        "1:5: Syntax error: extraneous input ':' expecting {'}', ',', '?', IDENTIFIER, ESC_IDENTIFIER}",
                        "1:7: Syntax error: mismatched input '}' expecting ':'"),
                arguments("a.b(){}", "1:6: Syntax error: mismatched input '{' expecting <EOF>"),
                arguments("self.true == 1", "1:6: Syntax error: mismatched input 'true' expecting IDENTIFIER"),
                arguments(
                        "in",
                        "1:1: Syntax error: mismatched input 'in' expecting " + OPERANDS,
                        "1:3: Syntax error: mismatched input '<EOF>' expecting " + OPERANDS),
                arguments("while", "1:1: reserved identifier: while"),
                arguments("self.`a-b`", "1:6: unsupported syntax: '`'"),
                arguments("99999999999999999999", "1:1: invalid int literal"),
                arguments("0xfffffffffffffffff", "1:1: invalid int literal"),
                arguments("18446744073709551616u", "1:1: invalid uint literal"),
                arguments("'\\udead' == s", "1:1: invalid unicode code point"),
                arguments("b'\\u0041'", "1:1: unable to unescape string"),
                arguments("(".repeat(300) + "1" + ")".repeat(300), "-1:0: expression recursion limit exceeded: 250"),
                arguments("1" + "+1".repeat(300), "-1:0: max recursion depth exceeded"),
                arguments(
                        "x".repeat(100_001),
                        "-1:0: expression code point size exceeds limit: size: 100001, limit 100000"));
    }

    static Stream<Arguments> macrosThatCannotBeExpanded() {
        return Stream.of(
                arguments("has(s)", "1:4: invalid argument to has() macro"),
                arguments("l.map(1, true)", "1:7: argument is not an identifier"),
                arguments("l.filter(x.y, true)", "1:11: argument is not an identifier"),
                arguments("l.all(x.y, true)", "1:8: argument must be a simple name"),
                arguments("l.exists(1, true)", "1:10: argument must be a simple name"),
                arguments("l.exists_one(1, true)", "1:14: argument must be a simple name"),
                arguments("l.existsOne(1, true)", "1:13: argument must be a simple name"),
                arguments("l.map(__result__, 1)", "1:7: iteration variable overwrites accumulator variable"),
                arguments("cel.bind(1, 1, 1)", "1:10: cel.bind() variable name must be a simple identifier"),
                arguments(
                        "[1, 2, 3].map(var, var * var)",
                        "1:15: reserved identifier: var",
                        "1:15: argument is not an identifier",
                        "1:20: reserved identifier: var",
                        "1:26: reserved identifier: var"));
    }

    static Stream<Arguments> whatDoesNotFit() {
        return Stream.of(
                arguments("x", "1:1: undeclared reference to 'x' (in container '')"),
                arguments("x.y.z", "1:1: undeclared reference to 'x' (in container '')"),
                arguments("f(1)", "1:2: undeclared reference to 'f' (in container '')"),
                arguments("s.f()", "1:4: undeclared reference to 'f' (in container '')"),
                arguments("Foo{a: 1}", "1:4: undeclared reference to 'Foo' (in container '')"),
                arguments("user.foo", "1:5: undefined field 'foo'"),
                arguments("s.foo", "1:2: type 'string' does not support field selection"),
                arguments("has(t.foo)", "1:4: type 'timestamp' does not support field selection"),
                arguments("user{}", "1:5: 'kubernetes.UserInfo' is not a type"),
                arguments(
                        "kubernetes.UserInfo{username: 1}",
                        "1:29: expected type of field 'username' is 'string' but provided type is 'int'"),
                arguments("i + s", "1:3: found no matching overload for '_+_' applied to '(int, string)'"),
                arguments("t + 1", "1:3: found no matching overload for '_+_' applied to '(timestamp, int)'"),
                arguments("d < t", "1:3: found no matching overload for '_<_' applied to '(duration, timestamp)'"),
                arguments("i == null", "1:3: found no matching overload for '_==_' applied to '(int, null)'"),
                arguments("1 == 1.0", "1:3: found no matching overload for '_==_' applied to '(int, double)'"),
                arguments(
                        "l == [1]",
                        "1:3: found no matching overload for '_==_' applied to '(list(string), list(int))'"),
                arguments("[] + 1", "1:4: found no matching overload for '_+_' applied to '(list(dyn), int)'"),
                arguments("{} + 1", "1:4: found no matching overload for '_+_' applied to '(map(dyn, dyn), int)'"),
                arguments("o + 1", "1:3: found no matching overload for '_+_' applied to '(optional_type(int), int)'"),
                arguments(
                        "type(i) == s", "1:9: found no matching overload for '_==_' applied to '(type(int), string)'"),
                arguments(
                        "user == 1",
                        "1:6: found no matching overload for '_==_' applied to '(kubernetes.UserInfo, int)'"),
                arguments("s in i", "1:3: found no matching overload for '@in' applied to '(string, int)'"),
                arguments("m[1]", "1:2: found no matching overload for '_[_]' applied to '(map(string, int), int)'"),
                arguments("s.size(1)", "1:7: found no matching overload for 'size' applied to 'string.(int)'"),
                arguments("!i", "1:1: found no matching overload for '!_' applied to '(int)'"),
                arguments(
                        "true ? 1 : s", "1:6: found no matching overload for '_?_:_' applied to '(bool, int, string)'"),
                arguments(
                        "l.filter(x, 1)",
                        "1:9: found no matching overload for '_?_:_' applied to '(int, list(string), list(string))'"),
                arguments(
                        "i.all(x, x)",
                        "1:1: expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)"),
                arguments("i && true", "1:1: expected type 'bool' but found 'int'"),
                arguments("true || t", "1:9: expected type 'bool' but found 'timestamp'"),
                arguments("l.all(x, m)", "1:10: expected type 'bool' but found 'map(string, int)'"),
                arguments(
                        "(i && s) || 1",
                        "1:2: expected type 'bool' but found 'int'",
                        "1:7: expected type 'bool' but found 'string'",
                        "1:13: expected type 'bool' but found 'int'"),
                arguments("[1, 'a']", "1:5: expected type 'int' but found 'string'"),
                arguments(
                        "{1: 'a', 's': 2}",
                        "1:10: expected type 'int' but found 'string'",
                        "1:15: expected type 'string' but found 'int'"),
                arguments("[?1]", "1:3: expected type 'optional_type(int)' but found 'int'"));
    }

    static Stream<Arguments> literalsThatCannotBeRead() {
        return Stream.of(
                arguments("duration('1 hour')", "1:10: invalid duration argument"),
                arguments("timestamp('today')", "1:11: invalid timestamp argument"),
                arguments("s.matches('[')", "1:11: invalid matches argument"),
                arguments("[self.x, 1]", "1:10: expected type 'dyn' but found 'int'"),
                arguments("l.sum() == ''", "1:6: found no matching overload for 'sum' applied to 'list(string).()'"),
                arguments(
                        "[m].max() == m",
                        "1:8: found no matching overload for 'max' applied to 'list(map(string, int)).()'"),
                arguments("[null, i]", "1:8: expected type 'null' but found 'int'"),
                arguments("{'a': self.x, 'b': 'c'}", "1:20: expected type 'dyn' but found 'string'"));
    }

    @ParameterizedTest
    @MethodSource({"whatDoesNotParse", "macrosThatCannotBeExpanded", "whatDoesNotFit", "literalsThatCannotBeRead"})
    void issuesAreInTheWordsOfCelGo(ArgumentsAccessor row) {
        List<Object> all = row.toList();
        assertThat(Arrays.stream(message(all.getFirst().toString()).split("\n"))
                        .filter(line -> line.startsWith("ERROR: ")))
                .containsExactlyElementsOf(all.stream()
                        .skip(1)
                        .map(issue -> "ERROR: <input>:" + issue)
                        .toList());
    }

    private static String message(String expression) {
        CompileException e = catchThrowableOfType(CompileException.class, () -> ENVIRONMENT.compile(expression));
        assertThat(e).as(expression).isNotNull();
        return String.valueOf(e.getMessage());
    }

    @Test
    void thePlaceIsMarkedInItsLine() {
        assertThat(message("1 +\n\t2 + x == i && '\u65e5\u672c' + y == s")).isEqualTo("""
                        ERROR: <input>:2:6: undeclared reference to 'x' (in container '')
                         |  2 + x == i && '\u65e5\u672c' + y == s
                         | .....^
                        ERROR: <input>:2:23: undeclared reference to 'y' (in container '')
                         |  2 + x == i && '\u65e5\u672c' + y == s
                         | ................\uff0e\uff0e....^""");
        assertThat(message("\u00e9").lines().toList())
                .contains(" | \u00e9", " | \uff3e")
                .startsWith("ERROR: <input>:1:1: Syntax error: token recognition error at: '\u00e9'");
    }

    @Test
    void moreThanAHundredAreCounted() {
        String many = String.join(" && ", Collections.nCopies(120, "1"));
        assertThat(message(many).lines())
                .filteredOn(line -> line.startsWith("ERROR: "))
                .hasSize(100);
        assertThat(message(many)).endsWith("\n20 more errors were truncated");
    }

    @Test
    void anOverlongLineIsNotShown() {
        assertThat(message("x" + " ".repeat(20_000)))
                .isEqualTo("ERROR: <input>:1:1: undeclared reference to 'x' (in container '')");
    }

    @Test
    void listsOfOneTypeCompile() throws CompileException {
        for (String right :
                List.of("[[], [1]]", "[{}, {'a': 1}]", "[?o, 1]", "[self.x, self.y]", "{'a': [1], 'b': []}")) {
            assertThat(ENVIRONMENT.compile(right)).isNotNull();
        }
    }
}
