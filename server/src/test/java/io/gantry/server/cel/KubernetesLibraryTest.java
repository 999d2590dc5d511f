package io.gantry.server.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.types.CelKind;
import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.CelEnvironment.EvaluationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesLibraryTest {
    private static final CelEnvironment PLAIN = CelEnvironment.with(Map.of(), Map.of());

    private static Object evaluate(String expression) throws CompileException, EvaluationException {
        return PLAIN.compile(expression, List.of(CelKind.BOOL), "no bool").evaluate(Map.of(), new CostBudget());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 2, 3].isSorted() && !['b', 'a'].isSorted()",
                "[1, 2, 3].sum() == 6 && [1.5, 2.0].sum() == 3.5",
                "[3, 1, 2].min() == 1 && ['a', 'c', 'b'].max() == 'c'",
                "[1, 2, 1].indexOf(1) == 0 && [1, 2, 1].lastIndexOf(1) == 2 && [1].indexOf(7) == -1",
                "'abc 123'.find('[0-9]+') == '123' && 'abc'.find('[0-9]+') == ''",
                "'1 2 3'.findAll('[0-9]') == ['1', '2', '3'] && '1 2 3'.findAll('[0-9]', 2) == ['1', '2']",
                "url('https://user@example.com:80/a%20b?k=1&k=2').getHost() == 'example.com:80'",
                "url('https://[::1]:80/a').getHostname() == '::1' && url('https://h/a%20b').getEscapedPath() == '/a%20b'",
                "url('https://h/?k=1&k=2').getQuery() == {'k': ['1', '2']} && url('/path').getScheme() == ''",
                "isURL('https://example.com') && isURL('/a') && !isURL('../a')",
                "quantity('1Gi').isGreaterThan(quantity('1G')) && quantity('1k').asInteger() == 1000",
                "quantity('50k').add(20).compareTo(quantity('50020')) == 0 && quantity('-1').sign() == -1",
                "isQuantity('1.5Gi') && !isQuantity('1.5GGi') && !quantity('1.5').isInteger()",
                "quantity('200M').sub(quantity('100M')) == quantity('100M')",
                "ip('192.168.0.1').family() == 4 && ip('::1').isLoopback() && string(ip('fe80::0001')) == 'fe80::1'",
                "ip('10.0.0.1').isGlobalUnicast() && ip('169.254.1.1').isLinkLocalUnicast() && !isIP('1.2.3.04')",
                "ip.isCanonical('::1') && !ip.isCanonical('0:0::1') && !isIP('::ffff:1.2.3.4')",
                "cidr('192.168.0.0/24').containsIP('192.168.0.7') && !cidr('10.0.0.0/8').containsIP(ip('11.0.0.1'))",
                "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8')",
                "cidr('10.0.0.0/8').prefixLength() == 8 && cidr('10.0.0.1/8').ip() == ip('10.0.0.1') && !isCIDR('10/8')",
                "semver('1.2.3').isLessThan(semver('1.10.0')) && semver('1.0.0-alpha').isLessThan(semver('1.0.0'))",
                "semver('v1.02', true).minor() == 2 && !isSemver('v1.0') && isSemver('v1.0', true)",
                "format.named('dns1123Label').hasValue() && !format.named('odd').hasValue()",
                "!format.dns1123Label().validate('my-name').hasValue()",
                "format.dns1123Label().validate('My').value().size() == 1",
                "sets.contains([1, 2, 3], [2]) && sets.intersects([1], [1, 2]) && sets.equivalent([1, 2], [2, 1])",
                "'Ab'.lowerAscii() == 'ab' && 'a,b'.split(',') == ['a', 'b'] && ['a', 'b'].join('-') == 'a-b'",
                "[1, 2].all(i, v, v == i + 1) && {'a': 1}.exists(k, v, v == 1)",
                "optional.of(1).orValue(2) == 1 && {'a': 1}[?'b'].orValue(3) == 3",
                "1 < 1.5 && duration('90m') == duration('1h30m') && 'x'.matches('^[a-z]$')"
            })
    void functions(String expression) throws Exception {
        assertThat(evaluate(expression)).isEqualTo(true);
    }

    @Test
    void whatCannotBeEvaluatedSaysWhy() {
        assertThatThrownBy(() -> evaluate("[1].filter(i, i > 1).min() == 1"))
                .hasMessageContaining("min called on empty list");
        assertThatThrownBy(() -> evaluate("{'a': 1}['b'] == 1")).hasMessage("no such key: b");
        assertThatThrownBy(() -> evaluate("1 / 0 == 1")).hasMessage("division by zero");
        assertThatThrownBy(() -> evaluate("quantity('odd').sign() == 1")).isInstanceOf(EvaluationException.class);
    }

    @Test
    void loopsEnd() {
        String nested = "[1,2,3,4,5,6,7,8,9,10]";
        String expression = "true";
        for (char variable = 'a'; variable < 'i'; variable++) {
            expression = nested + ".all(" + variable + ", " + expression + ")";
        }
        String loop = expression;
        assertThatThrownBy(() -> evaluate(loop))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("cost limit exceeded");
    }

    @Test
    void whatDoesNotCompileSaysWhere() {
        assertThatThrownBy(() -> evaluate("1 + 'a' == 2"))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("found no matching overload");
        assertThatThrownBy(() -> evaluate("'text'")).hasMessage("no bool");
    }
}
