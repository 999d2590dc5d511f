package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationRulesTest {
    private static String migration(String resource, String status) {
        return "{apiVersion: storagemigration.k8s.io/v1beta1, kind: StorageVersionMigration, metadata: {name: m,"
                + " resourceVersion: '1'}, spec: {resource: {" + resource + "}}, status: {" + status + "}}";
    }

    private static String status(String status) {
        return migration("resource: pods", status);
    }

    private static String holds(String type) {
        return "{type: " + type + ", status: 'True', reason: R, message: '', lastTransitionTime: 2026-01-01T00:00:00Z}";
    }

    @Test
    void itIsForAResourceForGood() {
        assertThat(Verdict.ofNew(migration("group: apps, resource: deployments", "")))
                .isEmpty();
        assertThat(Verdict.ofNew(migration("group: apps", "")))
                .containsExactly("spec.resource.resource: Required value: resource is required to be set");
        assertThat(Verdict.ofNew(migration("group: A, resource: 1a", "")))
                .satisfiesExactly(
                        text -> assertThat(text)
                                .startsWith("spec.resource.resource: Invalid value: \"1a\": a DNS-1035 label must"),
                        text -> assertThat(text)
                                .startsWith(
                                        "spec.resource.group: Invalid value: \"A\": a lowercase RFC 1123 subdomain"));
        assertThat(Verdict.ofUpdate(migration("resource: pods", ""), migration("resource: nodes", "")))
                .containsExactly(
                        "spec: Invalid value: {\"Resource\":{\"group\":\"\",\"resource\":\"nodes\"}}: field is immutable");
    }

    @Test
    void itEndsOnce() {
        assertThat(Verdict.ofStatus(
                        status("resourceVersion: '5', conditions: [" + holds("Running") + "]"),
                        status("resourceVersion: '5', conditions: [" + holds("Succeeded") + "]")))
                .isEmpty();
        assertThat(Verdict.ofStatus(
                        status("resourceVersion: '5', conditions: [" + holds("Succeeded") + "]"),
                        status("resourceVersion: '6', conditions: []")))
                .containsExactly(
                        "status.resourceVersion: Invalid value: \"6\": field is immutable",
                        "status.conditions: Invalid value: []: Success condition cannot be set to false once it is true");
        assertThat(Verdict.ofStatus(
                        status(""),
                        status("resourceVersion: x, conditions: [" + holds("Failed") + ", " + holds("Running") + "]")))
                .satisfiesExactly(
                        text -> assertThat(text)
                                .isEqualTo("status.resourceVersion: Invalid value: \"x\": resource version is not well"
                                        + " formed: x"),
                        text -> assertThat(text)
                                .startsWith("status.conditions: Invalid value: [{\"type\":\"Failed\"")
                                .endsWith(": Running condition cannot be true when failed condition is true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            type: a, status: 'Yes', reason: R, lastTransitionTime: 2026-01-01T00:00:00Z | .status: Unsupported value: "Yes": supported values: "False", "True", "Unknown"
            type: a, status: 'True', reason: R | .lastTransitionTime: Required value: must be set
            type: a, status: 'True', observedGeneration: -1, reason: '', lastTransitionTime: 2026-01-01T00:00:00Z | .observedGeneration: Invalid value: -1: must be greater than or equal to zero; .reason: Required value: must be set
            type: a, status: 'True', reason: 1R, lastTransitionTime: 2026-01-01T00:00:00Z | .reason: Invalid value: "1R": a condition reason must start with alphabetic character, optionally followed by a string of alphanumeric characters or '_,:', and must end with an alphanumeric character or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName',  or 'ReasonA,ReasonB',  or 'ReasonA:ReasonB', regex used for validation is '[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?')
            """)
    void conditions(String condition, String wrong) {
        String next = status("resourceVersion: '5', conditions: [{message: '', " + condition + "}]");
        assertThat(String.join("; ", Verdict.ofStatus(status(""), next)).replace("status.conditions[0]", ""))
                .isEqualTo(wrong);
    }
}
