package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gantry.api.batch.v1.SuccessPolicyType;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.ContainerType;
import io.gantry.api.core.v1.PodTemplateSpecType;
import io.gantry.api.core.v1.TaintType;
import io.gantry.api.core.v1.TolerationType;
import io.gantry.api.meta.v1.LabelSelectorType;
import io.gantry.api.policy.v1.PodDisruptionBudgetSpecType;
import io.gantry.api.schema.RecordType;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad values as {@code field.Error} shows them since it writes them with Go's encoder of JSON. */
final class FieldErrorTest {
    static Stream<Arguments> badValues() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("b", List.of(1L, "<x>"));
        map.put("a", null);
        return Stream.of(
                arguments(null, "null"),
                arguments("", "\"\""),
                arguments("a\"b\n\u00a0\u200b\u0007", "\"a\\\"b\\n\\u00a0\\u200b\\a\""),
                arguments(3, "3"),
                arguments(-7L, "-7"),
                arguments(true, "true"),
                arguments(3.0, "3"),
                arguments(0.5, "0.5"),
                arguments(100_000.5, "100000.5"),
                arguments(1_234_567.0, "1.234567e+06"),
                arguments(0.00001, "1e-05"),
                arguments(IntOrString.of(5), "5"),
                arguments(IntOrString.of("5%"), "\"5%\""),
                arguments(Quantity.parse("1Gi"), "\"1Gi\""),
                arguments(Bytes.copyOf("hello".getBytes(StandardCharsets.UTF_8)), "\"aGVsbG8=\""),
                arguments(Instant.ofEpochSecond(0), "\"1970-01-01T00:00:00Z\""),
                arguments(Duration.ofSeconds(90), "\"1m30s\""),
                arguments(List.of(), "[]"),
                arguments(List.of("b", "a"), "[\"b\",\"a\"]"),
                arguments(map, "{\"a\":null,\"b\":[1,\"\\u003cx\\u003e\"]}"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aBadValueIsShownAsJson(@Nullable Object value, String shown) {
        assertThat(new FieldError(FieldError.Type.INVALID, "f", value, "d").toString())
                .isEqualTo("f: Invalid value: " + shown + ": d");
    }

    static Stream<Arguments> records() {
        return Stream.of(
                arguments(
                        TolerationType.TYPE,
                        "{key: k, operator: Exists}",
                        "{\"Key\":\"k\",\"Operator\":\"Exists\",\"Value\":\"\",\"Effect\":\"\",\"TolerationSeconds\":null}"),
                arguments(
                        TaintType.TYPE,
                        "{key: k, effect: NoSchedule}",
                        "{\"Key\":\"k\",\"Value\":\"\",\"Effect\":\"NoSchedule\",\"TimeAdded\":null}"),
                arguments(
                        LabelSelectorType.TYPE,
                        "{matchLabels: {b: one, a: two}}",
                        "{\"matchLabels\":{\"a\":\"two\",\"b\":\"one\"}}"),
                arguments(
                        SuccessPolicyType.TYPE,
                        "{rules: [{succeededIndexes: '1'}]}",
                        "{\"Rules\":[{\"SucceededIndexes\":\"1\",\"SucceededCount\":null}]}"),
                arguments(
                        PodDisruptionBudgetSpecType.TYPE,
                        "{minAvailable: 1, maxUnavailable: 5%, selector: {}}",
                        "{\"MinAvailable\":1,\"Selector\":{},\"MaxUnavailable\":\"5%\",\"UnhealthyPodEvictionPolicy\":null}"));
    }

    private static <T> Object shown(RecordType<T> type, String yaml) {
        return InternalJson.of(
                type,
                Tree.toRecord(
                        Objects.requireNonNull(Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8))),
                        type,
                        DecodeOptions.LENIENT));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordIsShownWithTheNamesOfGo(RecordType<?> type, String yaml, String shown) {
        assertThat(shown(type, yaml)).hasToString(shown);
    }

    @Test
    void aTemplateIsShownAsGoHasIt() {
        String text = shown(
                        PodTemplateSpecType.TYPE,
                        "{metadata: {labels: {a: b}}, spec: {hostNetwork: true, containers: [{name: c, resources:"
                                + " {limits: {cpu: 1}}, securityContext: {runAsUser: 0}}], volumes: [{name: v, nfs: {server: s,"
                                + " path: /}}]}}")
                .toString();
        assertThat(text)
                .startsWith("{\"labels\":{\"a\":\"b\"},\"Spec\":{\"Volumes\":[{\"Name\":\"v\",")
                .contains("\"NFS\":{\"Server\":\"s\",\"Path\":\"/\",\"ReadOnly\":false}")
                .contains("\"InitContainers\":null,\"Containers\":[{\"Name\":\"c\",\"Image\":\"\",\"Command\":null")
                .contains("\"Resources\":{\"Limits\":{\"cpu\":\"1\"},\"Requests\":null,\"Claims\":null}")
                .contains("\"SecurityContext\":{\"HostNetwork\":true,\"HostPID\":false,\"HostIPC\":false,")
                .contains("\"RunAsUser\":0,\"RunAsGroup\":null")
                .doesNotContain("\"HostNetwork\":null")
                .doesNotContain("hostNetwork");
    }

    @Test
    void severalAreShownInAList() {
        assertThat(InternalJson.ofAll(ContainerType.TYPE, new ArrayList<>())).hasToString("[]");
    }

    @Test
    void whatIsMissingOrTooLongIsNotShown() {
        FieldErrors errors = new FieldErrors();
        FieldPath path = FieldPath.of("f");
        errors.required(path, "");
        errors.required(path, "needed");
        errors.forbidden(path, "no");
        errors.tooLong(path, 1);
        errors.tooLong(path, 63);
        errors.tooMany(path, 3, 1);
        errors.tooMany(path, 3, 2);
        errors.duplicate(path, "a");
        errors.notFound(path, "a");
        errors.notSupported(path, "a", List.of("c", "b"));
        errors.notSupported(path, "a", List.of());
        errors.internal(path, "broken");
        errors.add(new FieldError(FieldError.Type.TYPE_INVALID, "f", "a", "must be a number"));
        assertThat(errors.list())
                .extracting(FieldError::toString)
                .containsExactly(
                        "f: Required value",
                        "f: Required value: needed",
                        "f: Forbidden: no",
                        "f: Too long: may not be more than 1 byte",
                        "f: Too long: may not be more than 63 bytes",
                        "f: Too many: 3: must have at most 1 item",
                        "f: Too many: 3: must have at most 2 items",
                        "f: Duplicate value: \"a\"",
                        "f: Not found: \"a\"",
                        "f: Unsupported value: \"a\": supported values: \"c\", \"b\"",
                        "f: Unsupported value: \"a\"",
                        "f: Internal error: broken",
                        "f: Invalid value: \"a\": must be a number");
    }

    @Test
    void aListOfErrorsNamesEachOnce() {
        FieldError one = new FieldError(FieldError.Type.REQUIRED, "a", FieldError.OMITTED, "");
        FieldError two = new FieldError(FieldError.Type.REQUIRED, "b", FieldError.OMITTED, "");
        assertThat(FieldError.aggregate(List.of(one, one))).isEqualTo("a: Required value");
        assertThat(FieldError.aggregate(List.of(one, two, one))).isEqualTo("[a: Required value, b: Required value]");
    }
}
