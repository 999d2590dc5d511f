package io.gantry.server.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.apiextensions.v1.JSONSchemaPropsType;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.CelEnvironment.EvaluationException;
import io.gantry.server.cel.CelEnvironment.Expression;
import io.gantry.server.cel.CelEnvironment.Variables;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import io.gantry.server.schema.SchemaNode;
import java.util.List;
import java.util.Map;

/** Expressions that a careless server would choke on, and what must hold of every text: where a search begins and what builds try. */
final class HostileExpressions {
    static final List<String> ALL = List.of(
            "",
            "true",
            "(".repeat(300),
            "!".repeat(2000) + "true",
            "optional.no'' || 'abc'.charAt(8)`object" + "#".repeat(500) + "(3) == 3 || ob" + "#".repeat(500),
            "[".repeat(200) + "]".repeat(200),
            "1" + "+1".repeat(3000),
            "'" + "\\u00e9".repeat(10) + "' == b'\\xff'",
            "9223372036854775807 + 1 == 0",
            "-9223372036854775808 / -1 == 1 || 5u - 6u == 0u || 1 % 0 == 0",
            "[1,2,3].map(a, [1,2,3].map(b, [1,2,3].map(c, [1,2,3].map(d, [a,b,c,d])))).size() == 3",
            "'x'.matches('(a*)*(a*)*$') || 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('^(a+)+$')",
            "'%s %d %f %e %x %o %b'.format([1, 2, 3.0, 4.0, 5, 6, true]) == ''",
            "'%.99999999f'.format([1.0]) == ''",
            "'%1000000000d'.format([1]) == ''",
            "'a'.replace('', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1000000000) == 'a'",
            "'abc'.substring(-1) == '' || 'abc'.charAt(7) == '' || 'abc'.split('', 2147483647).size() == 0",
            "['a','b'].join('c').lastIndexOf('', -1) == 9 || 'a'.indexOf('a', 9223372036854775807) == 0",
            "object.spec.containers.exists(c, c.image.lowerAscii().find('[') == '')",
            "object.metadata.labels.all(k, k.size() < 3) && has(object.spec.ratio) && object.spec.ratio < 1u",
            "quantity('1e2147483647').isGreaterThan(quantity('1')) || quantity('9E').asInteger() == 1",
            "ip('::ffff:1.2.3.4').family() == 4 || cidr('1.2.3.4/99').prefixLength() == 1",
            "url('http://[').getHost() == '' || url('http://a/%zz').getQuery() == {}",
            "semver('1.2.99999999999999999999').major() == 1",
            "timestamp('9999-12-31T23:59:59Z') + duration('9223372036s') > timestamp('0001-01-01T00:00:00Z')",
            "duration('99999999999999h') == duration('1s') || timestamp('x').getFullYear('Not/AZone') == 1",
            "int(1e300) == 1 || int('99999999999999999999') == 1 || uint(-1) == 1u || double('nan') == 1.0",
            "dyn([1, 'a', null, {1: 2}, {true: 'x'}]).all(x, x == dyn(1))",
            "{1: 1, 1u: 2, 'a': 3}[dyn('a')] == 3 || {1: 2}[1.0] == 2",
            "authorizer.path('/x').check('get').allowed() && authorizer.group('').resource('a').check('b').reason() != ''",
            "optional.none().value() == 1 || [1,2][?9].orValue(3) == 3 || object.?spec.?none.hasValue()",
            "sets.contains([1, 'a'], [dyn(2)]) || sets.intersects([], [[]])",
            "format.named('dns1123Label').value().validate(object.metadata.name).hasValue()",
            "cel.bind(x, 'aaaaaaaaaa', x + x + x + x) == '' || [1].transformList(i, v, v).size() == 1",
            "self.items.all(a, self.items.all(b, a == b)) && self.text.matches('a+') && self.map.all(k, k == 'a')",
            "oldSelf.items == self.items || self.text.size() > 3 && self.when < timestamp('2020-01-01T00:00:00Z')");

    private static final Map<String, Object> OBJECT = Map.of(
            "metadata",
            Map.of("name", "web", "labels", Map.of("app", "web", "x", "y")),
            "spec",
            Map.of("replicas", 3L, "ratio", 0.5, "containers", List.of(Map.of("name", "a", "image", "x:1"))));

    private static final Variables VARIABLES = name -> switch (name) {
        case "object" -> DynamicValues.of(OBJECT);
        case "oldObject" -> DynamicValues.of(null);
        case "request" -> DynamicValues.of(Map.of("operation", "CREATE", "userInfo", Map.of("username", "jane")));
        case "authorizer" -> Authorizations.of(UserInfo.of("jane"), asked -> Decision.allow("everybody may"));
        default -> null;
    };

    private HostileExpressions() {}

    /**
     * A text is refused as no expression, or comes to a value or to none, within what an expression may cost; as a rule of a
     * schema it is accepted or named as wrong.
     */
    static void check(String text) {
        try {
            Expression expression = new AdmissionCompiler(true).any(text);
            CostBudget budget = new CostBudget();
            assertThat(expression.evaluate(VARIABLES, budget)).isNotNull();
            assertThat(budget.exhausted()).isFalse();
        } catch (CompileException e) {
            assertThat(e.getMessage()).isNotEmpty();
        } catch (EvaluationException e) {
            assertThat(e.getMessage()).isNotNull();
        }
        checkRule(text);
    }

    private static void checkRule(String text) {
        Object schema = Map.of(
                "type",
                "object",
                "x-kubernetes-validations",
                List.of(Map.of("rule", text)),
                "properties",
                Map.of(
                        "items",
                                Map.of(
                                        "type",
                                        "array",
                                        "maxItems",
                                        10L,
                                        "items",
                                        Map.of("type", "string", "maxLength", 10L)),
                        "map", Map.of("type", "object", "additionalProperties", Map.of("type", "integer")),
                        "text", Map.of("type", "string"),
                        "when", Map.of("type", "string", "format", "date-time")));
        SchemaNode root = SchemaNode.of(Tree.toRecord(schema, JSONSchemaPropsType.TYPE, DecodeOptions.LENIENT));
        FieldErrors errors = new FieldErrors();
        SchemaExpressions.check(root, true, FieldPath.of("schema"), errors);
        if (errors.list().isEmpty()) {
            Object tree = Map.of(
                    "items", List.of("a", "b"), "map", Map.of("a", 1L), "text", "aaa", "when", "2020-01-01T00:00:00Z");
            assertThat(SchemaExpressions.of(root).validate(root, tree, tree)).isNotNull();
        }
    }
}
