package io.gantry.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Gives a test class a cluster, which starts before its first test and ends after its last. Before each test it is brought
 * back to its beginning, so that no test sees what another one left; the tests of the class run one after the other.
 *
 * <pre>{@code
 * @GantryTest(nodes = 1)
 * class WebTest {
 *     @Test
 *     void rollsOut(GantryCluster cluster, KubernetesClient client) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Constructors and methods may ask for: the {@link io.gantry.testkit.GantryCluster}; its in-process {@link
 * io.gantry.client.Client}; fabric8's {@code KubernetesClient} and the official {@code ApiClient}, as administrator, if they
 * are on the class path; with {@link Kubeconfig} a {@code String} or {@code Path}; with {@link ApiUrl} a {@code URI} or
 * {@code String}. For what the annotation cannot say register a {@link GantryExtension}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(GantryExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface GantryTest {
    /** Whether control loops and scheduler run. Always so with nodes. */
    boolean loops() default false;

    /** How many simulated nodes there are. */
    int nodes() default 0;

    /** Resources of the class path that are applied before each test. */
    String[] manifests() default {};

    /** Whether the cluster is brought back to its beginning before each test. */
    boolean reset() default true;
}
