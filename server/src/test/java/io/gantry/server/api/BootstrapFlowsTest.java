package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaSpec;
import io.gantry.api.flowcontrol.v1.FlowSchemaType;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.VirtualTime;
import io.gantry.client.ListQuery;
import io.gantry.client.WriteOptions;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.flowcontrol.BootstrapFlows;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The flow schemas and priority levels that every cluster has, and how they are looked after. */
class BootstrapFlowsTest {
    private final VirtualTime time = new VirtualTime();
    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        http = new HttpFixture(
                (version, kind, metadata, objects, include, headers) -> new byte[0], AccessOptions.NONE, time, null);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private FlowSchema find(String name) {
        return http.local.get(FlowSchemaType.KIND, "", name);
    }

    private boolean exists(String name) {
        return http.local.list(FlowSchemaType.KIND, "", ListQuery.ALL).items().stream()
                .anyMatch(schema -> schema.name().equals(name));
    }

    /** Writes a schema with another precedence. */
    private void change(String name, int precedence, @Nullable String autoupdate) {
        FlowSchema is = find(name);
        FlowSchemaSpec spec = is.spec();
        http.local.update(
                FlowSchemaType.KIND,
                new FlowSchema(
                        ObjectMetaBuilder.of(is.metadata())
                                .annotations(
                                        autoupdate == null ? Map.of() : Map.of(BootstrapFlows.AUTOUPDATE, autoupdate))
                                .build(),
                        new FlowSchemaSpec(
                                spec.priorityLevelConfiguration(),
                                precedence,
                                spec.distinguisherMethod(),
                                spec.rules()),
                        is.status()),
                WriteOptions.DEFAULT);
    }

    @Test
    void they_are_those_of_kubernetes() {
        assertThat(http.local.list(FlowSchemaType.KIND, "", ListQuery.ALL).items())
                .extracting(FlowSchema::name)
                .containsExactly(
                        "catch-all",
                        "endpoint-controller",
                        "exempt",
                        "global-default",
                        "kube-controller-manager",
                        "kube-scheduler",
                        "kube-system-service-accounts",
                        "probes",
                        "service-accounts",
                        "system-leader-election",
                        "system-node-high",
                        "system-nodes",
                        "workload-leader-election");
        assertThat(http.local
                        .list(PriorityLevelConfigurationType.KIND, "", ListQuery.ALL)
                        .items())
                .extracting(level -> level.name())
                .containsExactly(
                        "catch-all",
                        "exempt",
                        "global-default",
                        "leader-election",
                        "node-high",
                        "system",
                        "workload-high",
                        "workload-low");
        FlowSchema schema = find("global-default");
        assertThat(schema.metadata().generation()).isEqualTo(1);
        assertThat(schema.metadata().annotations()).containsEntry("apf.kubernetes.io/autoupdate-spec", "true");
        assertThat(schema.status().conditions().getFirst().status()).isEqualTo("False");
    }

    @Test
    void what_is_deleted_comes_back() {
        http.local.delete(
                FlowSchemaType.KIND, "", "probes", DeleteOptionsBuilder.of().build());
        assertThat(exists("probes")).isFalse();
        time.advance(Duration.ofSeconds(10));
        assertThat(exists("probes")).isTrue();
    }

    @Test
    void the_annotation_says_who_has_the_say() {
        change("service-accounts", 5000, "true");
        change("global-default", 9901, "false");
        // Without the annotation: whoever has changed it.
        change("system-nodes", 501, null);
        time.advance(Duration.ofSeconds(10));
        assertThat(find("service-accounts").spec().matchingPrecedence()).isEqualTo(9000);
        assertThat(find("service-accounts").metadata().generation()).isEqualTo(3);
        assertThat(find("global-default").spec().matchingPrecedence()).isEqualTo(9901);
        assertThat(find("system-nodes").spec().matchingPrecedence()).isEqualTo(501);
        assertThat(find("system-nodes").metadata().annotations()).containsEntry(BootstrapFlows.AUTOUPDATE, "false");
    }

    @Test
    void what_an_earlier_version_had_is_removed() {
        for (String name : new String[] {"old", "mine"}) {
            FlowSchema like = find("system-nodes");
            http.local.create(
                    FlowSchemaType.KIND,
                    new FlowSchema(
                            ObjectMetaBuilder.of()
                                    .name(name)
                                    .annotations(
                                            name.equals("old") ? Map.of(BootstrapFlows.AUTOUPDATE, "true") : Map.of())
                                    .build(),
                            like.spec(),
                            like.status()),
                    WriteOptions.DEFAULT);
        }
        time.advance(Duration.ofSeconds(10));
        assertThat(exists("old")).isFalse();
        assertThat(exists("mine")).isTrue();
    }
}
