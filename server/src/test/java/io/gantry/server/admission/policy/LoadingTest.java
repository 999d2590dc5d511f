package io.gantry.server.admission.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Who has no expressions does not pay for what evaluates them. */
final class LoadingTest {
    /** Loads everything anew, and remembers what. */
    private static final class Recorder extends URLClassLoader {
        final Set<String> names = ConcurrentHashMap.newKeySet();

        Recorder() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            List<URL> urls = new ArrayList<>();
            for (String part : path.split(File.pathSeparator, -1)) {
                URI uri = new File(part).toURI();
                urls.add(uri.toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            names.add(name);
            return super.findClass(name);
        }

        List<String> ofExpressions() {
            return names.stream()
                    .filter(name -> name.startsWith("dev.cel.") || name.startsWith("io.gantry.server.cel."))
                    .toList();
        }
    }

    @Test
    void whatEvaluatesIsLoadedWithTheFirstExpression() throws Exception {
        try (Recorder recorder = new Recorder()) {
            Class<?> type = recorder.loadClass("io.gantry.server.admission.AdmissionFixture");
            try (AutoCloseable cluster =
                    (AutoCloseable) type.getDeclaredConstructor().newInstance()) {
                var create = type.getMethod("create", String.class);
                create.invoke(cluster, "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop}}");
                String rules =
                        "rules: [{operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [secrets]}]";
                create.invoke(
                        cluster,
                        "{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata:"
                                + " {name: w}, webhooks: [{name: w.example.com, clientConfig: {url: 'https://x/'},"
                                + " sideEffects: None, admissionReviewVersions: [v1], " + rules + "}]}");
                create.invoke(cluster, "{apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: shop}}");
                assertThat(recorder.ofExpressions()).isEmpty();
                create.invoke(
                        cluster,
                        "{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicy, metadata: {name:"
                                + " p}, spec: {matchConstraints: {resourceRules: [{operations: ['*'], apiGroups: [''],"
                                + " apiVersions: [v1], resources: [configmaps]}]}, validations: [{expression: 'true'}]}}");
                assertThat(recorder.ofExpressions()).isNotEmpty();
            }
        }
    }
}
