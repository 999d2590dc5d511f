package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.Shared;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobSpecBuilder;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Interner;
import io.gantry.api.codec.Json;
import io.gantry.api.codec.Proto;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.defaults.Defaults;
import io.gantry.api.meta.v1.LabelSelectorBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Manifests that people wrote for Kubernetes: each is read, completed, valid, and survives every form. */
class RealManifestsTest {
    private static final Path INPUTS = Shared.file("inputs");
    private static final List<String> FOLDERS = List.of(
            "introduction",
            "kubectl-fixtures",
            "kubectl-testdata",
            "kubernetes-examples",
            "ingress-nginx",
            "kube-state-metrics",
            "example-voting-app",
            "fabric8-itests",
            "pod-security",
            "rbac-bootstrap");

    /** What Kubernetes refuses, too: templates of other tools, and mistakes. */
    private static final List<String> REFUSED = List.of(
            "Pod spec.containers[0].volumeMounts[1].name: Not found: \"default-token-s8ejd\"",
            "appsv1deployment-no-selectors.yaml Deployment spec.selector: Required value",
            "appsv1deployment-no-selectors.yaml Deployment spec.template.metadata.labels: Invalid value: ",
            "vttablet-pod-template.yaml Pod metadata.",
            "role-binding.yaml RoleBinding subjects[0].namespace: Required value",
            "securityContext.procMount: Invalid value: \"Unmasked\": `hostUsers` must be false to use `Unmasked`",
            "cannot unmarshal bool into Go struct field ConfigMap.data of type string",
            "rules[0].nonResourceURLs: Invalid value: [\"/healthz\"]",
            "_baseline0\": a lowercase RFC 1123 subdomain",
            "_baseline1\": a lowercase RFC 1123 subdomain",
            "_baseline2\": a lowercase RFC 1123 subdomain",
            "_baseline3\": a lowercase RFC 1123 subdomain");

    @Test
    void everyManifestIsValid() throws IOException {
        Shared.assumePresent(INPUTS);
        List<String> problems = new ArrayList<>();
        int[] checked = new int[1];
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(INPUTS.resolve(folder))) {
                for (Path file : files.filter(each -> each.toString().matches(".*\\.(yaml|yml|json)"))
                        .toList()) {
                    documents(file).forEach(tree -> {
                        checked[0]++;
                        check(file, tree, problems);
                    });
                }
            }
        }
        problems.removeIf(problem -> REFUSED.stream().anyMatch(problem::contains));
        assertThat(problems).isEmpty();
        assertThat(checked[0]).isGreaterThan(300);
    }

    private static List<Map<String, Object>> documents(Path file) throws IOException {
        List<Map<String, Object>> objects = new ArrayList<>();
        List<Object> documents;
        try {
            documents = Yaml.parseAll(Files.readAllBytes(file));
        } catch (DecodeException e) {
            return List.of(); // templates and kustomizations of other tools, and what is meant to be broken
        }
        for (Object document : documents) {
            if (document instanceof Map<?, ?>) {
                Map<String, Object> tree = Tree.object(document);
                if (tree.get("items") instanceof List<?> items) {
                    items.forEach(item -> objects.add(Tree.object(item)));
                } else {
                    objects.add(tree);
                }
            }
        }
        return objects;
    }

    private static void check(Path file, Map<String, Object> tree, List<String> problems) {
        if (!(tree.get("apiVersion") instanceof String apiVersion) || !(tree.get("kind") instanceof String name)) {
            return;
        }
        Kind<?> kind = Kinds.find(apiVersion, name);
        if (kind == null || kind.plural().isEmpty()) {
            return;
        }
        String place = INPUTS.relativize(file) + " " + name + " ";
        try {
            Object decoded = Tree.toObject(tree, null, DecodeOptions.LENIENT);
            if (!(Defaults.apply(decoded) instanceof KubeObject completed)) {
                return;
            }
            assertThat(Defaults.apply((Object) completed)).as(place).isSameAs(completed);
            assertThat(Json.decode(Json.encode(completed), null, DecodeOptions.LENIENT))
                    .isEqualTo(completed);
            assertThat(Proto.decode(Proto.encode(completed), null, new Interner(1024, 1 << 20)))
                    .isEqualTo(completed);
            assertThat(Yaml.decode(
                            Yaml.encode(completed).getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT))
                    .isEqualTo(completed);
            Validation.validate(kind, prepared(kind, completed)).forEach(error -> problems.add(place + error));
        } catch (DecodeException e) {
            problems.add(place + e.getMessage());
        }
    }

    /** What the server adds before it validates. */
    private static KubeObject prepared(Kind<?> kind, KubeObject object) {
        ObjectMetaBuilder metadata = ObjectMetaBuilder.of(object.metadata());
        if (kind.namespaced() && object.metadata().namespace() == null) {
            metadata.namespace("default");
        }
        if (!kind.namespaced()) {
            metadata.namespace(null);
        }
        if (object.metadata().name() == null && object.metadata().generateName() != null) {
            metadata.name(object.metadata().generateName() + "abcde");
        }
        KubeObject named = object.withMetadata(metadata.build());
        if (named instanceof Job job && job.spec().selector() == null) {
            return new Job(
                    job.metadata(),
                    JobSpecBuilder.of(job.spec())
                            .selector(LabelSelectorBuilder.of()
                                    .matchLabels(
                                            job.spec().template().metadata().labels())
                                    .build())
                            .build(),
                    job.status());
        }
        return named;
    }
}
