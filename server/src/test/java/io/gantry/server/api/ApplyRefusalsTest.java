package io.gantry.server.api;

import static io.gantry.server.api.RefusalsFixture.DEPLOYMENTS;
import static io.gantry.server.api.RefusalsFixture.MAPS;
import static io.gantry.server.api.RefusalsFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applied configurations that do not fit. */
class ApplyRefusalsTest {
    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = RefusalsFixture.open();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{bogus: 1} | .spec.bogus: field not declared in schema",
                "{replicas: x} | .spec.replicas: expected numeric (int or float), got string",
                "{template: {spec: {containers: [{name: c, bogus: 1}]}}} |"
                        + " .spec.template.spec.containers[name=\"c\"].bogus: field not declared in schema",
                "{paused: x} | .spec.paused: expected boolean, got &value.valueUnstructured{Value:\"x\"}",
                "{selector: {matchLabels: {a: 1}}} |"
                        + " .spec.selector.matchLabels.a: expected string, got &value.valueUnstructured{Value:1}",
                "{replicas: [1]} | .spec.replicas: expected numeric (int or float), got []interface {}",
                "{template: []} | .spec.template: expected map, got &{[]}",
                "{template: {spec: {containers: {a: b}}}} |"
                        + " .spec.template.spec.containers: expected list, got &{map[a:b]}",
                "{template: {spec: {containers: [{name: c}, {name: c}]}}} |"
                        + " .spec.template.spec.containers: duplicate entries for key [name=\"c\"]",
                "{template: {spec: {containers: [{name: c, ports: [{protocol: TCP}]}]}}} |"
                        + " .spec.template.spec.containers[name=\"c\"].ports: element 0: associative list with keys has an"
                        + " element that omits key field \"containerPort\" (and doesn't have default value)",
            })
    void configurationsThatAreNotOfTheType(String spec, String why) throws Exception {
        Answer refused = http.send(
                "PATCH",
                DEPLOYMENTS + "/web?fieldManager=m&fieldValidation=Ignore",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: " + spec + "}",
                "content-type",
                "application/apply-patch+yaml");
        assertThat(refused.code()).isEqualTo(500);
        assertThat(refused.at("message"))
                .isEqualTo("failed to create typed patch object (/web; apps/v1, Kind=Deployment): " + why);
    }

    @Test
    void allElementsThatHaveNoNameAreTold() throws Exception {
        Answer refused = http.send(
                "PATCH",
                DEPLOYMENTS + "/web?fieldManager=m",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers:"
                        + " [{image: c}, null, c]}}}}",
                "content-type",
                "application/apply-patch+yaml");
        String at = "  .spec.template.spec.containers: element ";
        assertThat((String) refused.at("message"))
                .endsWith("): errors:\n"
                        + at + "0: associative list with keys has an element that omits key field \"name\" (and doesn't"
                        + " have default value)\n"
                        + at + "1: associative list with keys may not have a null element\n"
                        + at + "2: associative list with keys may not have non-map elements");
    }

    @Test
    void configurationsOfSomethingElse() throws Exception {
        String[] applied = {"content-type", "application/apply-patch+yaml"};
        assertRefused(
                http.send("PATCH", MAPS + "/here?fieldManager=m", "{apiVersion: apps/v1, kind: Pod}", applied),
                400,
                "BadRequest",
                "invalid object type: apps/v1, Kind=Pod");
        assertRefused(
                http.send("PATCH", MAPS + "/here?fieldManager=m", "{kind: ConfigMap}", applied),
                400,
                "BadRequest",
                "invalid object type: /, Kind=ConfigMap");
        assertRefused(
                http.send(
                        "PATCH",
                        MAPS + "/absent?fieldManager=m",
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: absent, uid: u}}",
                        applied),
                409,
                "Conflict",
                "Operation cannot be fulfilled on configmaps \"absent\": uid mismatch: the provided object specified uid u,"
                        + " and no existing object was found");
    }
}
