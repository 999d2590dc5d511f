package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is generated from each annotation: it lets pass what is just right and refuses what is just not. */
class GeneratedChecksTest {
    private static final SamplePart NAMELESS = new SamplePart("");
    private static final SamplePart NAMED = new SamplePart("p");

    private static Sample sample(UnaryOperator<SampleBuilder> change) {
        return change.apply(SampleBuilder.of().name("n").text("t").number(1)).build();
    }

    private static <T> List<String> errors(T record, BiConsumer<T, FieldErrors> check) {
        FieldErrors errors = new FieldErrors();
        check.accept(record, errors);
        return errors.list().stream().map(FieldError::toString).toList();
    }

    private static List<String> errors(UnaryOperator<SampleBuilder> change) {
        return errors(
                sample(change), (sample, errors) -> ApiValidationSampleChecks.check(sample, FieldPath.of("s"), errors));
    }

    @Test
    void nothingIsWrongWithWhatHasAllThatIsRequired() {
        assertThat(errors(sample -> sample)).isEmpty();
    }

    @Test
    void required() {
        assertThat(errors(sample -> sample.name("").text(" ").number(0)))
                .containsExactly(
                        "s.name: Required value", "s.text: Required value: say it", "s.number: Required value");
        assertThat(errors(sample -> sample.text(null))).containsExactly("s.text: Required value: say it");
    }

    @Test
    void minimumAndMaximum() {
        assertThat(errors(sample -> sample.bounded(2))).isEmpty();
        assertThat(errors(sample -> sample.bounded(5))).isEmpty();
        assertThat(errors(sample -> sample.bounded(1)))
                .containsExactly("s.bounded: Invalid value: 1: must be greater than or equal to 2");
        assertThat(errors(sample -> sample.bounded(6)))
                .containsExactly("s.bounded: Invalid value: 6: must be less than or equal to 5");
        assertThat(errors(sample -> sample.numbers(List.of(1, 0))))
                .containsExactly("s.numbers[1]: Invalid value: 0: more");
    }

    @Test
    void range() {
        assertThat(errors(sample -> sample.ranged(1L))).isEmpty();
        assertThat(errors(sample -> sample.ranged(3L))).isEmpty();
        assertThat(errors(sample -> sample.ranged(0L)))
                .containsExactly("s.ranged: Invalid value: 0: must be between 1 and 3, inclusive");
        assertThat(errors(sample -> sample.ranged(4L)))
                .containsExactly("s.ranged: Invalid value: 4: must be between 1 and 3, inclusive");
    }

    @Test
    void enumeration() {
        assertThat(errors(sample -> sample.choice("A").told("A").only("A").choices(List.of("A", "B"))))
                .isEmpty();
        assertThat(errors(sample -> sample.choice("C")))
                .containsExactly("s.choice: Unsupported value: \"C\": supported values: \"B\", \"A\"");
        assertThat(errors(sample -> sample.only("B"))).containsExactly("s.only: Invalid value: \"B\": must be 'A'");
        assertThat(errors(sample -> sample.choices(List.of("A", "C"))))
                .containsExactly("s.choices: Unsupported value: \"C\": supported values: \"A\", \"B\"");
    }

    @Test
    void onlyAPointerTellsAnEmptyTextFromNone() {
        assertThat(errors(sample -> sample.choice(""))).isEmpty();
        assertThat(errors(sample -> sample.told("")))
                .containsExactly("s.told: Unsupported value: \"\": supported values: \"A\"");
        assertThat(errors(sample -> sample.perhaps(""))).isEmpty();
    }

    @Test
    void items() {
        assertThat(errors(sample -> sample.choices(List.of("A", "B", "C"))))
                .containsExactly(
                        "s.choices: Too many: 3: must have at most 2 items",
                        "s.choices: Unsupported value: \"C\": supported values: \"A\", \"B\"");
        assertThat(errors(sample -> sample.parts(List.of(NAMED)))).isEmpty();
        assertThat(errors(sample -> sample.parts(List.of(NAMELESS))))
                .containsExactly("s.parts[0].name: Required value");
        assertThat(errors(sample -> sample.parts(List.of(NAMELESS, NAMELESS))))
                .containsExactly("s.parts: Too many: 2: must have at most 1 item");
        assertThat(errors(sample -> sample.names(List.of("a", "b")))).isEmpty();
        assertThat(errors(sample -> sample.names(List.of("a", "b", "c"))))
                .containsExactly("s.names: Invalid value: [\"a\",\"b\",\"c\"]: two are enough");
    }

    @Test
    void maps() {
        assertThat(errors(sample -> sample.partsByKey(Map.of("k", NAMED)))).isEmpty();
        assertThat(errors(sample -> sample.partsByKey(Map.of("k", NAMELESS))))
                .containsExactly("s.partsByKey[k].name: Required value");
        assertThat(errors(sample -> sample.keys(Map.of("a", "B_")))).isEmpty();
        assertThat(errors(sample -> sample.keys(Map.of("a.b", ""))))
                .containsExactly("s.keys[a.b]: Invalid value: \"a.b\": must not contain dots");
    }

    @Test
    void formats() {
        assertThat(errors(sample -> sample.names(List.of("a", "a.b")).perhaps("c.d")))
                .containsExactly(
                        "s.names[1]: Invalid value: \"a.b\": must not contain dots",
                        "s.perhaps: Invalid value: \"c.d\": must not contain dots");
        assertThat(errors(sample -> sample.brief("abc"))).isEmpty();
        assertThat(errors(sample -> sample.brief("abcd")))
                .containsExactly("s.brief: Too long: may not be more than 3 bytes");
    }

    @Test
    void recordsAreEnteredUnlessItIsDoneByHand() {
        assertThat(errors(sample -> sample.part(NAMELESS).unlooked(NAMELESS)))
                .containsExactly("s.part.name: Required value");
    }

    @Test
    void severalFieldsTogether() {
        assertThat(errors(sample -> sample.text("n")))
                .containsExactly("s.text: Invalid value: \"n\": must not be the name");
    }

    @Test
    void unions() {
        BiConsumer<SampleUnion, FieldErrors> check =
                (union, errors) -> ApiValidationSampleUnionChecks.check(union, FieldPath.of("u"), errors);
        assertThat(errors(new SampleUnion(null, NAMED, null), check)).isEmpty();
        assertThat(errors(new SampleUnion(null, null, null), check)).containsExactly("u: Required value: say which");
        assertThat(errors(new SampleUnion(NAMELESS, NAMELESS, null), check))
                .containsExactly("u.one.name: Required value", "u.other: Forbidden: only one");
        assertThat(errors(new SampleUnion(NAMELESS, null, NAMELESS), check))
                .containsExactly("u.last.name: Required value", "u.one: Forbidden: only one");
        assertThat(errors(
                        new SampleWholeUnion(NAMELESS, NAMELESS),
                        (union, errors) -> ApiValidationSampleWholeUnionChecks.check(union, FieldPath.of("u"), errors)))
                .containsExactly(
                        "u.one.name: Required value", "u.other.name: Required value", "u.other: Forbidden: only one");
    }

    private static List<String> changes(UnaryOperator<SampleBuilder> before, UnaryOperator<SampleBuilder> after) {
        return errors(
                sample(after),
                (next, errors) -> ApiValidationSampleChecks.unchanged(next, sample(before), FieldPath.of("s"), errors));
    }

    @Test
    void fieldsThatMayNotChange() {
        UnaryOperator<SampleBuilder> before =
                sample -> sample.fixed("a").frozen(1).fixedPart(NAMED);
        assertThat(changes(before, before)).isEmpty();
        assertThat(changes(before, sample -> before.apply(sample).choice("B"))).isEmpty();
        assertThat(changes(before, sample -> sample.fixed("b")))
                .containsExactly(
                        "s.fixed: Invalid value: \"b\": field is immutable",
                        "s.frozen: Forbidden: may not be changed",
                        "s.fixedPart: Invalid value: null: cannot change it");
    }
}
