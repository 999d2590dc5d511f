package io.gantry.testkit.junit;

import io.gantry.client.Client;
import io.gantry.testkit.GantryCluster;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link GantryTest} stands for. Register it where a builder's settings are wanted that the annotation does not have:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final GantryExtension gantry =
 *         GantryExtension.of(GantryCluster.builder().withNodes(2).image("crash:1", SimulatedBehaviour.ending(...)));
 * }</pre>
 *
 * <p>The cluster belongs to the test class, nested classes included, and is started when it is first asked for.
 */
public final class GantryExtension implements BeforeEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(GantryExtension.class);

    private final @Nullable Settings settings;

    /** For JUnit: the settings are those of the {@link GantryTest} annotation. */
    public GantryExtension() {
        this.settings = null;
    }

    private GantryExtension(Settings settings) {
        this.settings = settings;
    }

    /** With a cluster of this kind, brought back to its beginning before each test. */
    public static GantryExtension of(GantryCluster.Builder builder) {
        return new GantryExtension(new Settings(builder, List.of(), true));
    }

    /** As this one, and resources of the class path are applied before each test. */
    public GantryExtension withManifests(String... resources) {
        Settings known = known();
        return new GantryExtension(new Settings(known.builder, List.of(resources), known.reset));
    }

    /** As this one, but what a test leaves stays for the next. */
    public GantryExtension withoutReset() {
        Settings known = known();
        return new GantryExtension(new Settings(known.builder, known.manifests, false));
    }

    private Settings known() {
        if (settings == null) {
            throw new IllegalStateException("begin with GantryExtension.of(...)");
        }
        return settings;
    }

    private record Settings(GantryCluster.Builder builder, List<String> manifests, boolean reset) {
        static Settings of(GantryTest annotation) {
            GantryCluster.Builder builder = GantryCluster.builder();
            if (annotation.nodes() > 0) {
                builder = builder.withNodes(annotation.nodes());
            } else if (annotation.loops()) {
                builder = builder.withLoops();
            }
            return new Settings(builder, List.of(annotation.manifests()), annotation.reset());
        }
    }

    /** A test class's cluster and the clients that were made for it. JUnit closes it with the class's context. */
    private static final class Opened implements AutoCloseable {
        final GantryCluster cluster;
        final AtomicBoolean fresh = new AtomicBoolean(true);

        Opened(GantryCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public void close() {
            cluster.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Settings wanted = settings(context);
        Opened opened = opened(context);
        boolean first = opened.fresh.getAndSet(false);
        if (wanted.reset && !first) {
            opened.cluster.reset();
        }
        if (first || wanted.reset) {
            wanted.manifests.forEach(opened.cluster::applyResource);
        }
    }

    private Settings settings(ExtensionContext context) {
        if (settings != null) {
            return settings;
        }
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            var annotation = AnnotationSupport.findAnnotation(type, GantryTest.class);
            if (annotation.isPresent()) {
                return Settings.of(annotation.get());
            }
        }
        throw new IllegalStateException("GantryExtension without settings: annotate the class with @GantryTest, or"
                + " register GantryExtension.of(...)");
    }

    private Opened opened(ExtensionContext context) {
        return outermost(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        this, ignored -> new Opened(settings(context).builder.start()), Opened.class);
    }

    /** The context of the class that is not nested in another one: its store lives as long as its tests. */
    private static ExtensionContext outermost(ExtensionContext context) {
        ExtensionContext found = context;
        for (ExtensionContext each = context;
                each != null && each.getTestClass().isPresent();
                each = each.getParent().orElse(null)) {
            found = each;
        }
        return found;
    }

    @Override
    public boolean supportsParameter(ParameterContext context, ExtensionContext test) {
        Parameter parameter = context.getParameter();
        Class<?> type = parameter.getType();
        if (context.isAnnotated(Kubeconfig.class)) {
            return type == String.class || type == Path.class;
        }
        if (context.isAnnotated(ApiUrl.class)) {
            return type == String.class || type == URI.class;
        }
        return type == GantryCluster.class
                || type == Client.class
                || type.getName().equals(ForeignClients.FABRIC8)
                || type.getName().equals(ForeignClients.OFFICIAL);
    }

    @Override
    public Object resolveParameter(ParameterContext context, ExtensionContext test) {
        GantryCluster cluster = opened(test).cluster;
        Class<?> type = context.getParameter().getType();
        if (context.isAnnotated(Kubeconfig.class)) {
            return type == Path.class ? cluster.kubeconfigFile() : cluster.kubeconfig();
        }
        if (context.isAnnotated(ApiUrl.class)) {
            return type == URI.class ? cluster.url() : cluster.url().toString();
        }
        return switch (type.getName()) {
            case "io.gantry.testkit.GantryCluster" -> cluster;
            case "io.gantry.client.Client" -> cluster.client();
            case ForeignClients.FABRIC8 -> kept(test, ForeignClients.Fabric8.open(cluster));
            case ForeignClients.OFFICIAL -> {
                Object client = ForeignClients.Official.open(cluster);
                kept(test, () -> ForeignClients.Official.close(client));
                yield client;
            }
            default -> throw new ParameterResolutionException("nothing of type " + type.getName() + " is known here");
        };
    }

    /** Closed with the test, or with the class for a client that the constructor or a method before all tests took. */
    private static <T extends AutoCloseable> T kept(ExtensionContext test, T closeable) {
        test.getStore(NAMESPACE).put(closeable, closeable);
        return closeable;
    }
}
