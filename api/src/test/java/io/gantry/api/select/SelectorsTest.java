package io.gantry.api.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.meta.v1.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
    private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "front", "n", "5");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | true",
                "app=web | true",
                "app==web | true",
                "app=db | false",
                "app!=db | true",
                "none!=x | true",
                "app | true",
                "!app | false",
                "!none | true",
                "app in (web,db) | true",
                "app in ( db , cache ) | false",
                "app notin (db) | true",
                "none notin (x) | true",
                "app=web,tier=front | true",
                "app=web,tier=back | false",
                "n>4 | true",
                "n>5 | false",
                "n<6,app | true",
                "app>1 | false",
                " app = web , ! none | true",
                "in=x | false",
                "notin | false",
                "app= | false",
                "app in (,web) | true"
            })
    void matches(String selector, boolean matches) {
        assertThat(LabelSelector.parse(selector).matches(LABELS)).isEqualTo(matches);
        LabelSelector parsed = LabelSelector.parse(selector);
        assertThat(LabelSelector.parse(parsed.toString())).isEqualTo(parsed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app=web, | unable to parse requirement: found '', expected: identifier after ','",
                "app in web | unable to parse requirement: found 'web' expected: '('",
                "app in (web | unable to parse requirement: found '', expected: ',', ')' or identifier",
                "=web | unable to parse requirement: found '=', expected: !, identifier, or 'end of string'",
                "app=web tier=front | unable to parse requirement: found 'tier', expected: ',' or 'end of string'"
            })
    void refused(String selector, String message) {
        assertThatThrownBy(() -> LabelSelector.parse(selector)).hasMessage(message);
    }

    @Test
    void wrongKeysAndValuesSayWhy() {
        assertThatThrownBy(() -> LabelSelector.parse("a b=c")).hasMessageStartingWith("unable to parse requirement: ");
        assertThatThrownBy(() -> LabelSelector.parse("-a=c"))
                .hasMessageContaining("key: Invalid value: \"-a\": name part must consist of alphanumeric characters");
        assertThatThrownBy(() -> LabelSelector.parse("a=b:c"))
                .hasMessageContaining("values[0][a]: Invalid value: \"b:c\": a valid label must be an empty string");
        assertThatThrownBy(() -> LabelSelector.parse("a>x"))
                .hasMessageContaining("for 'Gt', 'Lt' operators, the value must be an integer");
    }

    @Test
    void selectorOfAnObject() {
        assertThat(LabelSelector.of((io.gantry.api.meta.v1.LabelSelector) null).matches(LABELS))
                .isFalse();
        var empty = new io.gantry.api.meta.v1.LabelSelector(Map.of(), List.of());
        assertThat(LabelSelector.of(empty).matches(LABELS)).isTrue();
        var both = new io.gantry.api.meta.v1.LabelSelector(
                Map.of("app", "web"), List.of(new LabelSelectorRequirement("tier", "NotIn", List.of("back"))));
        assertThat(LabelSelector.of(both).matches(LABELS)).isTrue();
        assertThat(LabelSelector.of(both)).hasToString("app=web,tier notin (back)");
        var wrong = new io.gantry.api.meta.v1.LabelSelector(
                Map.of(), List.of(new LabelSelectorRequirement("tier", "Like", List.of("x"))));
        assertThatThrownBy(() -> LabelSelector.of(wrong)).hasMessage("\"Like\" is not a valid label selector operator");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | true",
                "metadata.name=a | true",
                "metadata.name==a | true",
                "metadata.name!=a | false",
                "metadata.name=a,status.phase=Running | true",
                "status.phase!=Running | false",
                "absent= | true",
                "absent=x | false",
                "metadata.name=b | false"
            })
    void fields(String selector, boolean matches) {
        Map<String, String> fields = Map.of("metadata.name", "a", "status.phase", "Running");
        assertThat(FieldSelector.parse(selector).matches(fields::get)).isEqualTo(matches);
    }

    @Test
    void fieldValuesAreEscaped() {
        FieldSelector selector = FieldSelector.parse("a=x\\,y\\=z\\\\,b!=c");
        assertThat(selector.requirements())
                .containsExactly(new FieldSelector.Term("a", true, "x,y=z\\"), new FieldSelector.Term("b", false, "c"));
        assertThat(FieldSelector.parse(selector.toString())).isEqualTo(selector);
        assertThat(selector.requiresExact("a")).isEqualTo("x,y=z\\");
        assertThat(selector.requiresExact("b")).isNull();
        assertThatThrownBy(() -> FieldSelector.parse("abc"))
                .hasMessage("invalid selector: 'abc'; can't understand 'abc'");
    }
}
