package io.gantry.node.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.base.Reason;
import io.gantry.node.pod.PodAction.Idle;
import io.gantry.node.pod.PodAction.Resize;
import io.gantry.node.pod.PodAction.StartContainer;
import io.gantry.node.pod.PodAction.StopContainer;
import io.gantry.node.runtime.LinuxResources;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done and said while a pod's resources change. */
final class ResizeStepTest {
    private static final String POLICY =
            "resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}, {resourceName: memory, restartPolicy: RestartContainer}]";

    private static String container(String cpu, String memory) {
        return "{name: a, image: i, %s, resources: {requests: {cpu: %s, memory: %s}, limits: {cpu: %s, memory: %s}}}"
                .formatted(POLICY, cpu, memory, cpu, memory);
    }

    private static PodScenario running(String more) {
        return PodScenario.of("containers: [" + container("100m", "64Mi") + "]\n" + more)
                .sandbox()
                .runs("a")
                .written();
    }

    private static ContainerStatus status(PodScenario scenario) {
        return scenario.status().containerStatuses().getFirst();
    }

    private static PodCondition find(PodScenario scenario, String type) {
        return ResizeConditions.find(scenario.status().conditions(), type);
    }

    @Test
    void whatIsNotGrantedChangesNothing() {
        PodScenario scenario = running("").asks(container("200m", "64Mi"));
        assertThat(scenario.next()).isInstanceOf(Idle.class);
        scenario.resize = new PodResize(
                scenario.resize.allocation(), new PodResize.Refusal(new Reason("Deferred", "no room"), 2), null, null);
        assertThat(scenario.next()).isInstanceOf(Idle.class);
        PodCondition pending = find(scenario, "PodResizePending");
        assertThat(pending.status()).isEqualTo("True");
        assertThat(pending.reason()).isEqualTo("Deferred");
        assertThat(pending.message()).isEqualTo("no room");
        assertThat(pending.observedGeneration()).isEqualTo(2);
        assertThat(find(scenario, "PodResizeInProgress")).isNull();
        assertThat(status(scenario).allocatedResources()).hasToString("{cpu=100m, memory=64Mi}");
        assertThat(status(scenario).resources().limits()).hasToString("{cpu=100m, memory=64Mi}");
    }

    @Test
    void whatIsGrantedIsPromisedAtOnceAndInForceOnceItIs() {
        PodScenario scenario = running("").asks(container("200m", "64Mi")).granted();
        assertThat(scenario.next()).isEqualTo(new Resize());
        PodCondition progress = find(scenario, "PodResizeInProgress");
        assertThat(progress.status()).isEqualTo("True");
        assertThat(progress.reason()).isNull();
        assertThat(progress.observedGeneration()).isEqualTo(2);
        assertThat(status(scenario).allocatedResources()).hasToString("{cpu=200m, memory=64Mi}");
        assertThat(status(scenario).resources().limits()).hasToString("{cpu=100m, memory=64Mi}");
        scenario.written().actuated();
        assertThat(scenario.next()).isInstanceOf(Idle.class);
        assertThat(find(scenario, "PodResizeInProgress")).isNull();
        assertThat(status(scenario).resources().limits()).hasToString("{cpu=200m, memory=64Mi}");
        assertThat(status(scenario).restartCount()).isZero();
    }

    @Test
    void aFailureIsToldAndTriedAgainLater() {
        PodScenario scenario = running("").asks(container("200m", "64Mi")).granted();
        scenario.resize = new PodResize(
                scenario.resize.allocation(), null, new Reason("Error", "too low"), scenario.now.plusSeconds(10));
        assertThat(scenario.next()).isEqualTo(new Idle(scenario.now.plusSeconds(10)));
        assertThat(find(scenario, "PodResizeInProgress").reason()).isEqualTo("Error");
        assertThat(find(scenario, "PodResizeInProgress").message()).isEqualTo("too low");
        scenario.pass(Duration.ofSeconds(10));
        assertThat(scenario.next()).isEqualTo(new Resize());
    }

    @Test
    void whoHasToEndForItEndsFirstAndIsStartedWithoutDelay() {
        // With another policy for the pod it would be done after its end.
        PodScenario scenario = running("restartPolicy: OnFailure");
        for (int resize = 1; resize <= 2; resize++) {
            scenario.asks(container("100m", 64 + resize + "Mi")).granted();
            assertThat(scenario.next())
                    .isInstanceOfSatisfying(
                            StopContainer.class,
                            stop -> assertThat(stop.why())
                                    .isEqualTo(new Reason("Killing", "Container a resize requires restart")));
            scenario.remember("a", memory -> memory.withStopBy(scenario.now.plusSeconds(30)));
            assertThat(scenario.next()).isInstanceOf(Idle.class);
            scenario.pass(Duration.ofSeconds(1)).ended("a", 0);
            assertThat(scenario.phase()).isEqualTo("Running");
            assertThat(scenario.next()).isEqualTo(new Resize());
            scenario.actuated();
            assertThat(find(scenario, "PodResizeInProgress")).isNotNull();
            assertThat(scenario.phase()).isEqualTo("Running");
            int attempt = resize;
            assertThat(scenario.next()).isInstanceOfSatisfying(StartContainer.class, start -> {
                assertThat(start.attempt()).isEqualTo(attempt);
                assertThat(start.quickEnds()).isZero();
                assertThat(start.container().resources().limits())
                        .containsKey("memory")
                        .hasToString("{cpu=100m, memory=" + (64 + attempt) + "Mi}");
            });
            scenario.resize = PodResize.none(scenario.resize.allocation().starting("a"));
            scenario.runs("a").remember("a", memory -> memory.onStart(0).withProbes(true, true));
            assertThat(scenario.next()).isNotInstanceOfAny(StopContainer.class, StartContainer.class, Resize.class);
            assertThat(find(scenario, "PodResizeInProgress")).isNull();
        }
    }

    @Test
    void aSidecarIsResizedLikeAMainContainer() {
        String main = "{name: m, image: i}";
        String policy = "name: a, restartPolicy: Always, ";
        String sidecar = container("100m", "64Mi").replace("name: a, ", policy);
        PodScenario scenario = PodScenario.of("initContainers: [" + sidecar + "]\ncontainers: [" + main + "]")
                .sandbox()
                .runs("a")
                .runs("m");
        scenario.asks(main, container("200m", "64Mi").replace("name: a, ", policy))
                .granted();
        assertThat(scenario.next()).isEqualTo(new Resize());
        scenario.actuated();
        ContainerStatus status = scenario.status().initContainerStatuses().getFirst();
        assertThat(status.resources().limits()).hasToString("{cpu=200m, memory=64Mi}");
        assertThat(status.allocatedResources()).hasToString("{cpu=200m, memory=64Mi}");

        scenario.asks(main, container("200m", "96Mi").replace("name: a, ", policy))
                .granted();
        assertThat(scenario.next()).isInstanceOf(StopContainer.class);
        scenario.pass(Duration.ofSeconds(1)).ended("a", 0);
        assertThat(scenario.next()).isEqualTo(new Resize());
        scenario.actuated();
        assertThat(scenario.next())
                .isInstanceOfSatisfying(
                        StartContainer.class,
                        start -> assertThat(start.container().resources().limits())
                                .hasToString("{cpu=200m, memory=96Mi}"));
    }

    @Test
    void whoHasDoneItsWorkIsNotStartedForIt() {
        PodScenario scenario = PodScenario.of("restartPolicy: OnFailure\ncontainers: [" + container("100m", "64Mi")
                        + ", {name: b, image: i}]")
                .sandbox()
                .runs("a")
                .runs("b")
                .ended("a", 0);
        scenario.asks(container("100m", "128Mi") + ", {name: b, image: i}").granted();
        assertThat(scenario.next()).isEqualTo(new Resize());
        scenario.actuated();
        assertThat(scenario.next()).isInstanceOf(Idle.class);
        assertThat(find(scenario, "PodResizeInProgress")).isNull();
    }

    @Test
    void aPodThatEndsIsNotResized() {
        PodScenario scenario =
                running("").asks(container("200m", "64Mi")).granted().deleted(30);
        assertThat(scenario.next()).isInstanceOf(StopContainer.class);
    }

    @Test
    void whatTheRuntimeHasIsTold() {
        PodScenario scenario = running("");
        scenario.limited(
                "a", new LinuxResources(512, 100_000, 70_000, 96L << 20, 96L << 20, 0, "", "", Map.of(), Map.of()));
        assertThat(status(scenario).resources().limits()).hasToString("{cpu=700m, memory=96Mi}");
        assertThat(status(scenario).resources().requests()).hasToString("{cpu=500m, memory=64Mi}");
    }

    @Test
    void numbersTheKernelCannotTellApartAreToldAsTheyWerePromised() {
        PodScenario scenario = PodScenario.of(
                        "containers: [{name: a, image: i, resources: {requests: {cpu: 1m}, limits: {cpu: 5m}}}]")
                .sandbox()
                .runs("a");
        assertThat(status(scenario).resources().requests()).hasToString("{cpu=1m}");
        assertThat(status(scenario).resources().limits()).hasToString("{cpu=5m}");
    }
}
