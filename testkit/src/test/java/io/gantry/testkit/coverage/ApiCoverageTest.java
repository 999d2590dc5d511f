package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.testkit.GantryCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Everything that discovery names is asked for by every verb and in every form, and does what it must: {@link ResourceWalk}
 * says what. Nothing else works on the cluster, so that what is written stays as it is.
 */
class ApiCoverageTest {
    private static final Path PAGE = Path.of("../docs/api-coverage.md");
    private static final String NODE = "node.example";

    /** Kinds whose objects are walked through at the same time. */
    private static final int AT_ONCE = 4;

    private static final Findings FINDINGS = new Findings();
    private static GantryCluster cluster;
    private static Endpoint endpoint;
    private static List<Served> served;

    @BeforeAll
    static void askForEverything() throws Exception {
        cluster = GantryCluster.start();
        endpoint = new Endpoint(cluster);
        served = Served.by(endpoint);
        Map<String, String> secrets = Examples.secrets();
        List<Served> streams = served.stream()
                .filter(each ->
                        List.of("attach", "exec", "log", "portforward", "proxy").contains(each.subresource()))
                .toList();
        Map<String, List<Served>> byObject = new LinkedHashMap<>();
        for (Served each : served) {
            if (!streams.contains(each)) {
                String name = each.name().equals("bindings") ? "pods" : each.resource();
                byObject.computeIfAbsent(name, absent -> new ArrayList<>()).add(each);
            }
        }
        List<Callable<Void>> walks = new ArrayList<>();
        for (List<Served> each : byObject.values()) {
            String namespace = cluster.newNamespace();
            walks.add(() -> {
                walk(each, new Examples(namespace, secrets), namespace);
                return null;
            });
        }
        try (ExecutorService executor =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<Void> walk : executor.invokeAll(walks)) {
                walk.get();
            }
        }
        try (GantryCluster withNode = GantryCluster.builder().withNodes(1).start();
                Endpoint itsEndpoint = new Endpoint(withNode)) {
            new StreamWalk(withNode, itsEndpoint, FINDINGS).run(streams);
        }
    }

    /** Asks for what is about the same objects, one after the other. */
    private static void walk(List<Served> all, Examples examples, String namespace) {
        for (Served each : all) {
            if (each.isStored()) {
                new ResourceWalk(endpoint, each, new Objects(endpoint, examples, each, namespace), FINDINGS).run();
            } else if (each.isSubresource()) {
                subresource(each, examples, namespace);
            } else if (each.verbs().equals(List.of("create"))) {
                action(each, examples, namespace);
            } else {
                readOnly(each);
            }
        }
    }

    @AfterAll
    static void close() {
        endpoint.close();
        cluster.close();
    }

    private static Served parent(Served subresource) {
        return served.stream()
                .filter(each -> each.groupVersion().equals(subresource.groupVersion())
                        && each.name().equals(subresource.resource()))
                .findFirst()
                .orElseThrow();
    }

    private static void subresource(Served each, Examples examples, String namespace) {
        Served parent = parent(each);
        Objects objects = new Objects(endpoint, examples, parent, namespace);
        if (each.verbs().equals(List.of("create"))) {
            action(each, objects, namespace);
            return;
        }
        Map<String, Object> change = switch (each.subresource()) {
            case "status" -> {
                Map<String, Object> status = examples.status(parent);
                yield status == null ? Map.of() : Trees.map("status", status);
            }
            case "scale" -> SubresourceWalk.yaml("{spec: {replicas: 3}}");
            case "finalize" -> SubresourceWalk.yaml("{spec: {finalizers: [kubernetes, example.com/held]}}");
            case "approval" ->
                SubresourceWalk.yaml(
                        "{status: {conditions: [{type: Approved, status: 'True', reason: Seen, message: by a test}]}}");
            case "ephemeralcontainers" ->
                SubresourceWalk.yaml("{spec: {ephemeralContainers: [{name: debug, image: debug}]}}");
            case "resize" ->
                SubresourceWalk.yaml(
                        "{spec: {containers: [{name: web, image: web, resources: {requests: {cpu: 200m}}}]}}");
            default -> Map.of();
        };
        if (change.isEmpty()) {
            FINDINGS.check(each, each.verbs().getFirst(), "", () -> {
                throw new AssertionError("it is not known here what can be changed");
            });
            return;
        }
        new SubresourceWalk(endpoint, each, objects, FINDINGS, change, change).run();
    }

    private static void action(Served each, Objects objects, String namespace) {
        ActionWalk walk = new ActionWalk(endpoint, FINDINGS);
        String path = objects.path() + "/" + each.subresource();
        switch (each.subresource()) {
            case "binding" ->
                walk.run(
                        each,
                        Objects.kind("v1", "Binding"),
                        path,
                        binding(namespace),
                        () -> create(objects),
                        answer -> {
                            assertThat(answer).containsEntry("status", "Success");
                            assertBound(objects);
                        });
            case "eviction" -> {
                Map<String, Object> eviction = SubresourceWalk.yaml(
                        "{apiVersion: policy/v1, kind: Eviction, metadata: {name: example, namespace: " + namespace
                                + "}}");
                walk.run(each, Objects.kind("policy/v1", "Eviction"), path, eviction, () -> create(objects), answer -> {
                    assertThat(answer).containsEntry("status", "Success");
                    objects.awaitGone();
                });
            }
            case "token" -> {
                Map<String, Object> request = SubresourceWalk.yaml("{apiVersion: authentication.k8s.io/v1,"
                        + " kind: TokenRequest, spec: {audiences: [example.com], expirationSeconds: 900}}");
                walk.run(
                        each,
                        Objects.kind("authentication.k8s.io/v1", "TokenRequest"),
                        path,
                        request,
                        () -> create(objects),
                        answer -> {
                            Trees.assertHolds(answer, request);
                            assertThat(Trees.text(answer, "status.token")).contains(".");
                            objects.delete(Form.JSON);
                        });
            }
            default ->
                FINDINGS.check(each, "create", "", () -> {
                    throw new AssertionError("it is not known here what is created");
                });
        }
    }

    private static void action(Served each, Examples examples, String namespace) {
        ActionWalk walk = new ActionWalk(endpoint, FINDINGS);
        if (each.name().equals("bindings")) {
            Served pods = parent(new Served("v1", "pods/binding", "Binding", true, List.of("create")));
            Objects objects = new Objects(endpoint, examples, pods, namespace);
            Map<String, Object> binding = binding(namespace);
            walk.run(
                    each,
                    Objects.kind("v1", "Binding"),
                    each.collection(namespace),
                    binding,
                    () -> create(objects),
                    answer -> assertBound(objects));
            return;
        }
        Map<String, Object> review = examples.object(each);
        walk.run(
                each,
                Objects.kind(each.groupVersion(), each.kind()),
                each.collection(namespace),
                review,
                () -> {},
                answer -> {
                    Trees.assertHolds(answer, review);
                    assertThat(Tree.object(answer.get("status"))).isNotEmpty();
                });
    }

    private static Map<String, Object> binding(String namespace) {
        return SubresourceWalk.yaml("{apiVersion: v1, kind: Binding, metadata: {name: example, namespace: " + namespace
                + "}, target: {apiVersion: v1, kind: Node, name: " + NODE + "}}");
    }

    private static void create(Objects objects) {
        objects.create(Form.JSON);
    }

    private static void assertBound(Objects objects) {
        assertThat(Trees.text(objects.get(), "spec.nodeName")).isEqualTo(NODE);
        objects.delete(Form.JSON);
    }

    /** ComponentStatuses: a list that is answered, and single ones by name. */
    private static void readOnly(Served each) {
        for (Form form : Form.values()) {
            String sign = form.name().substring(0, 1);
            FINDINGS.check(each, "list", sign, () -> {
                Map<String, Object> list = Trees.tree(endpoint.get(each.collection(""), form.mediaType()), 200, form);
                assertThat(list).containsEntry("kind", each.kind() + "List");
            });
            FINDINGS.check(each, "get", sign, () -> {
                Map<String, Object> one =
                        Trees.tree(endpoint.get(each.collection("") + "/scheduler", form.mediaType()), 200, form);
                assertThat(one).containsEntry("kind", each.kind());
            });
        }
    }

    private static Map<String, String> knownDifferences() {
        Map<String, String> known = new LinkedHashMap<>();
        for (String line : Resources.lines("differences.txt")) {
            int colon = line.indexOf(": ");
            known.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return known;
    }

    @Test
    void everythingOfKubernetesIsServedAndNothingElse() {
        assertThat(served.stream().map(Served::line))
                .containsExactlyInAnyOrderElementsOf(
                        Served.byKubernetes().stream().map(Served::line).toList());
    }

    @Test
    void everyVerbOfEveryResourceIsAskedFor() {
        for (Served each : served) {
            assertThat(each.verbs())
                    .allSatisfy(verb -> assertThat(FINDINGS.asked(each, verb))
                            .as(each.line())
                            .isTrue());
        }
    }

    @Test
    void everyAnswerIsRightButForTheDifferencesThatAreKnown() {
        Map<String, String> wrong = FINDINGS.wrong();
        List<String> unknown = new ArrayList<>();
        wrong.forEach((what, why) -> {
            if (!knownDifferences().containsKey(what)) {
                unknown.add(what + ": " + why);
            }
        });
        assertThat(String.join("\n", unknown)).isEmpty();
        assertThat(wrong.keySet())
                .as("what differences.txt names must differ, or be taken out there")
                .containsAll(knownDifferences().keySet());
    }

    @Test
    void thePageSaysWhatWasSeen() throws Exception {
        String page = new CoverageTable(served, FINDINGS, knownDifferences()).page();
        if (Boolean.getBoolean("gantry.coverage.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/api-coverage.md is not what was seen; mvn -pl testkit -am test -Dtest=ApiCoverageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dgantry.coverage.write=true writes it anew")
                .isEqualTo(page);
    }
}
