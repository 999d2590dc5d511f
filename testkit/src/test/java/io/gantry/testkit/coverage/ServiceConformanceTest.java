package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services, their endpoints, and the Service of the API server itself. */
@ExtendWith(LoopingCluster.class)
class ServiceConformanceTest {
    private static final String SLICES = "discovery.k8s.io/v1/endpointslices";
    private static final String OF_SERVICE = "?labelSelector=kubernetes.io%2Fservice-name%3D";

    @Test
    @Conformance({
        "[sig-network] API Server should provide secure master service",
        "[sig-network] API Server should have Endpoints and EndpointSlices pointing to API Server",
        "[sig-network] Services should find a service from listing all namespaces"
    })
    void theApiServerIsAService(Api api) {
        assertThat(Trees.list(api.get("/api/v1/services"), "items"))
                .anySatisfy(service -> Trees.assertHolds(
                        service,
                        Api.yaml("{metadata: {name: kubernetes, namespace: default},"
                                + " spec: {ports: [{name: https, port: 443}]}}")));
        Map<String, Object> endpoints = api.get("/api/v1/namespaces/default/endpoints/kubernetes");
        assertThat(Trees.text(endpoints, "subsets.0.addresses.0.ip")).isNotEmpty();
        assertThat(Trees.text(endpoints, "subsets.0.ports.0.name")).isEqualTo("https");
        List<?> slices = Trees.list(api.get(Api.path("default", SLICES) + OF_SERVICE + "kubernetes"), "items");
        assertThat(slices).singleElement().satisfies(slice -> {
            assertThat(Trees.text(slice, "endpoints.0.addresses.0"))
                    .isEqualTo(Trees.text(endpoints, "subsets.0.addresses.0.ip"));
            assertThat(Trees.text(slice, "ports.0.name")).isEqualTo("https");
        });
    }

    @Test
    @Conformance({
        "[sig-network] EndpointSlice should create and delete EndpointSlices for a Service with a selector that matches no"
                + " pods",
        "[sig-network] EndpointsController should create and delete Endpoints for a Service with a selector that matches no"
                + " pods"
    })
    void aServiceWithoutPodsHasEmptyEndpoints(Api api) {
        String slices = api.path(SLICES) + OF_SERVICE + "lonely";
        api.create(
                api.path("v1/services"), "{metadata: {name: lonely}, spec: {selector: {a: b}, ports: [{port: 80}]}}");

        api.until(
                api.path("v1/endpoints/lonely"),
                endpoints -> Trees.list(endpoints, "subsets").isEmpty());
        api.until(slices, list -> Trees.list(list, "items").size() == 1);
        assertThat(Trees.list(api.get(slices), "items.0.endpoints")).isEmpty();

        api.delete(api.path("v1/services/lonely"));
        api.untilGone(api.path("v1/endpoints/lonely"));
        api.until(slices, list -> Trees.list(list, "items").isEmpty());
    }

    @Test
    @Conformance(
            "[sig-network] EndpointSliceMirroring should mirror a custom Endpoints resource through create update and"
                    + " delete")
    void endpointsThatSomebodyWritesAreMirrored(Api api) {
        String slices = api.path(SLICES) + OF_SERVICE + "own";
        String endpoints = api.path("v1/endpoints");
        api.create(api.path("v1/services"), "{metadata: {name: own}, spec: {ports: [{port: 80}]}}");
        String subset = "subsets: [{addresses: [{ip: ADDRESS}], ports: [{name: web, port: 80}]}]";

        api.create(endpoints, "{metadata: {name: own}, " + subset.replace("ADDRESS", "192.0.2.1") + "}");
        api.until(slices, list -> mirrors(list, "192.0.2.1"));
        api.merge(endpoints + "/own", "{" + subset.replace("ADDRESS", "192.0.2.2") + "}");
        api.until(slices, list -> mirrors(list, "192.0.2.2"));
        api.delete(endpoints + "/own");
        api.until(slices, list -> Trees.list(list, "items").isEmpty());
    }

    private static boolean mirrors(Map<String, Object> slices, String address) {
        return Trees.list(slices, "items").size() == 1
                && Trees.text(slices, "items.0.endpoints.0.addresses.0").equals(address)
                && Trees.list(slices, "items.0.endpoints").size() == 1;
    }

    @Test
    @Conformance("[sig-network] Endpoints should test the lifecycle of an Endpoint")
    void endpointsLive(Api api) throws Exception {
        String path = api.path("v1/endpoints/e");
        api.create(
                api.path("v1/endpoints"),
                "{metadata: {name: e, labels: {test: endpoint}},"
                        + " subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 80}]}]}");
        Map<String, Object> endpoints = api.get(path);
        Trees.metadata(endpoints).put("labels", Map.of("test", "updated"));
        api.replace(path, endpoints);
        assertThat(Trees.text(api.get(path), "metadata.labels.test")).isEqualTo("updated");
        api.merge(path, "{subsets: [{addresses: [{ip: 192.0.2.9}], ports: [{port: 81}]}]}");
        Map<String, Object> patched = api.get(path);
        assertThat(Trees.text(patched, "subsets.0.addresses.0.ip")).isEqualTo("192.0.2.9");

        String selected = api.path("v1/endpoints") + "?labelSelector=test%3Dupdated";
        try (Frames watch = api.watch(selected + "&resourceVersion=" + Api.version(patched))) {
            api.delete(selected);
            assertThat(watch.next().type()).isEqualTo("DELETED");
        }
    }

    @Test
    @Conformance("[sig-network] Services should complete a service status lifecycle")
    void theStatusOfAServiceIsWritten(Api api) {
        String path = api.path("v1/services/s");
        api.create(api.path("v1/services"), "{metadata: {name: s}, spec: {type: LoadBalancer, ports: [{port: 80}]}}");
        assertThat(api.get(path + "/status")).containsKey("status");

        api.merge(
                path + "/status",
                "{metadata: {annotations: {patched: 'yes'}}, status: {loadBalancer: {ingress: [{ip: 192.0.2.1}]}}}");
        Map<String, Object> service = api.get(path + "/status");
        assertThat(Trees.text(service, "status.loadBalancer.ingress.0.ip")).isEqualTo("192.0.2.1");
        assertThat(Trees.text(service, "metadata.annotations.patched")).isEqualTo("yes");
        Tree.object(service.get("status"))
                .put(
                        "conditions",
                        List.of(Api.yaml("{type: Updated, status: 'True', reason: ByTest, message: m,"
                                + " lastTransitionTime: '2026-01-01T00:00:00Z'}")));
        api.replace(path + "/status", service);
        assertThat(Trees.text(api.get(path), "status.conditions.0.type")).isEqualTo("Updated");
        api.merge(path, "{metadata: {labels: {patched: 'yes'}}}");
        assertThat(api.names(api.path("v1/services") + "?labelSelector=patched"))
                .containsExactly("s");
    }

    @Test
    @Conformance("[sig-network] Services should delete a collection of services")
    void servicesAreDeletedByTheirLabel(Api api) {
        String services = api.path("v1/services");
        for (String name : List.of("one", "two")) {
            api.create(services, "{metadata: {name: " + name + ", labels: {go: 'yes'}}, spec: {ports: [{port: 80}]}}");
        }
        api.create(services, "{metadata: {name: three, labels: {go: 'no'}}, spec: {ports: [{port: 80}]}}");
        assertThat(api.names(services)).hasSize(3);

        api.delete(services + "?labelSelector=go%3Dyes");

        assertThat(api.names(services)).containsExactly("three");
    }
}
