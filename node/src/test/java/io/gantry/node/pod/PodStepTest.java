package io.gantry.node.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Reason;
import io.gantry.node.pod.PodAction.Finish;
import io.gantry.node.pod.PodAction.Idle;
import io.gantry.node.pod.PodAction.PrepareVolumes;
import io.gantry.node.pod.PodAction.RemoveContainer;
import io.gantry.node.pod.PodAction.RunSandbox;
import io.gantry.node.pod.PodAction.StartContainer;
import io.gantry.node.pod.PodAction.StopContainer;
import io.gantry.node.pod.PodAction.StopSandbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PodStepTest {
    private static final String ONE = "containers: [{name: a, image: i}]";
    private static final String NEVER = "restartPolicy: Never\n" + ONE;
    private static final String INITS = "initContainers: [{name: i1, image: i}, {name: i2, image: i}]\n" + ONE + "\n";
    private static final String SIDECARS = """
            initContainers:
            - {name: s1, image: i, restartPolicy: Always}
            - {name: i1, image: i}
            - {name: s2, image: i, restartPolicy: Always}
            containers: [{name: a, image: i}]
            restartPolicy: %s
            """;

    private static void starts(PodScenario scenario, String name, int attempt) {
        assertThat(scenario.next()).isInstanceOfSatisfying(StartContainer.class, start -> {
            assertThat(start.container().name()).isEqualTo(name);
            assertThat(start.attempt()).isEqualTo(attempt);
        });
    }

    private static StopContainer stops(PodScenario scenario, String name) {
        assertThat(scenario.next())
                .isInstanceOfSatisfying(
                        StopContainer.class,
                        stop -> assertThat(stop.container().name()).isEqualTo(name));
        StopContainer stop = (StopContainer) scenario.next();
        scenario.remember(name, memory -> memory.withStopBy(stop.deadline()));
        return stop;
    }

    private static Idle idles(PodScenario scenario) {
        assertThat(scenario.next()).isInstanceOf(Idle.class);
        return (Idle) scenario.next();
    }

    @Test
    void volumesThenSandboxThenContainer() {
        PodScenario scenario = PodScenario.of(ONE);
        scenario.volumesReady = false;
        assertThat(scenario.next()).isEqualTo(new PrepareVolumes());
        scenario.volumesReady = true;
        assertThat(scenario.next()).isEqualTo(new RunSandbox(0));
        scenario.sandbox();
        starts(scenario, "a", 0);
        scenario.runs("a");
        assertThat(idles(scenario).until()).isNull();
    }

    @Test
    void waitsBeforeItTriesVolumesOrSandboxAgain() {
        PodScenario scenario = PodScenario.of(ONE);
        scenario.retryAt = scenario.now.plusSeconds(4);
        assertThat(idles(scenario).until()).isEqualTo(scenario.retryAt);
        scenario.volumesReady = false;
        assertThat(idles(scenario).until()).isEqualTo(scenario.retryAt);
        scenario.pass(Duration.ofSeconds(4));
        assertThat(scenario.next()).isEqualTo(new PrepareVolumes());
    }

    @Test
    void initContainersRunOneAfterTheOther() {
        PodScenario scenario = PodScenario.of(INITS).sandbox();
        starts(scenario, "i1", 0);
        idles(scenario.runs("i1"));
        starts(scenario.ended("i1", 0), "i2", 0);
        idles(scenario.runs("i2"));
        starts(scenario.ended("i2", 0), "a", 0);
    }

    @Test
    void failedInitContainerIsTriedAgainWithBackoff() {
        PodScenario scenario = PodScenario.of(INITS).sandbox().crashes("i1", 1);
        starts(scenario, "i1", 1);
        scenario.runs("i1").pass(Duration.ofSeconds(1)).ended("i1", 1);
        assertThat(idles(scenario).until()).isEqualTo(scenario.now.plusSeconds(10));
        scenario.pass(Duration.ofSeconds(10));
        starts(scenario, "i1", 2);
    }

    @Test
    void failedInitContainerEndsAPodThatNeverRestarts() {
        PodScenario scenario =
                PodScenario.of(INITS + "restartPolicy: Never").sandbox().crashes("i1", 1);
        assertThat(scenario.next()).isEqualTo(new StopSandbox("s0"));
        assertThat(scenario.phase()).isEqualTo("Failed");
    }

    @Test
    void sidecarsStartInOrderAndMainWaitsForTheirStartup() {
        PodScenario scenario = PodScenario.of(SIDECARS.formatted("Always")).sandbox();
        starts(scenario, "s1", 0);
        idles(scenario.starting("s1"));
        scenario.remember("s1", memory -> memory.withProbes(true, false));
        starts(scenario, "i1", 0);
        starts(scenario.runs("i1").ended("i1", 0), "s2", 0);
        starts(scenario.runs("s2"), "a", 0);
    }

    @Test
    void sidecarIsRestartedBesideTheMainContainer() {
        PodScenario scenario = sidecarPod("Never");
        scenario.pass(Duration.ofSeconds(1)).ended("s1", 0);
        starts(scenario, "s1", 1);
        scenario.runs("s1").pass(Duration.ofSeconds(1)).ended("s1", 0);
        assertThat(idles(scenario).until()).isEqualTo(scenario.now.plusSeconds(10));
        assertThat(scenario.phase()).isEqualTo("Running");
    }

    private static PodScenario sidecarPod(String policy) {
        return PodScenario.of(SIDECARS.formatted(policy))
                .sandbox()
                .runs("s1")
                .runs("i1")
                .ended("i1", 0)
                .runs("s2")
                .runs("a");
    }

    @Test
    void sidecarsEndInReverseOrderAfterTheWorkIsDoneAndOnlyThenThePodIsOver() {
        PodScenario scenario = sidecarPod("Never").written();
        scenario.ended("a", 0);
        stops(scenario, "s2");
        assertThat(scenario.phase()).isEqualTo("Running");
        idles(scenario);
        scenario.ended("s2", 0);
        stops(scenario, "s1");
        idles(scenario); // not the sandbox: that would kill what still ends in order
        assertThat(scenario.ended("s1", 143).next()).isEqualTo(new StopSandbox("s0"));
        assertThat(scenario.phase()).isEqualTo("Succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "Always, 0, true",
        "Always, 1, true",
        "OnFailure, 0, false",
        "OnFailure, 1, true",
        "Never, 0, false",
        "Never, 1, false"
    })
    void restartPolicyDecides(String policy, int exitCode, boolean restarts) {
        PodScenario scenario = PodScenario.of("restartPolicy: " + policy + "\n" + ONE)
                .sandbox()
                .runs("a");
        scenario.pass(Duration.ofSeconds(1)).ended("a", exitCode);
        if (restarts) {
            starts(scenario, "a", 1);
        } else {
            assertThat(scenario.next()).isEqualTo(new StopSandbox("s0"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 10", "3, 20", "4, 40", "5, 80", "6, 160", "7, 300", "8, 300", "40, 300"})
    void backoffDoubles(int ends, long seconds) {
        PodScenario scenario = PodScenario.of(ONE).sandbox().crashes("a", ends);
        if (seconds > 0) {
            assertThat(idles(scenario).until()).isEqualTo(scenario.now.plusSeconds(seconds));
            scenario.pass(Duration.ofSeconds(seconds));
        }
        starts(scenario, "a", ends);
    }

    @Test
    void tenGoodMinutesForgiveAllCrashes() {
        PodScenario scenario = PodScenario.of(ONE).sandbox().crashes("a", 6).runs("a");
        scenario.pass(Duration.ofMinutes(10)).ended("a", 1);
        starts(scenario, "a", 7);
    }

    @Test
    void whatCouldNotBeStartedWaitsForItsTime() {
        PodScenario scenario = PodScenario.of(ONE).sandbox();
        scenario.remember(
                "a",
                memory -> memory.withWaiting(new Reason("ErrImagePull", "no such image"), scenario.now.plusSeconds(7)));
        assertThat(idles(scenario).until()).isEqualTo(scenario.now.plusSeconds(7));
        starts(scenario.pass(Duration.ofSeconds(7)), "a", 0);
    }

    @Test
    void createdButNeverStartedIsRemoved() {
        assertThat(PodScenario.of(ONE).sandbox().created("a").next()).isEqualTo(new RemoveContainer("a0", "a"));
    }

    @Test
    void onlyTheLastTwoContainersOfANameAreKept() {
        PodScenario scenario = PodScenario.of(ONE).sandbox().crashes("a", 2).runs("a");
        assertThat(scenario.next()).isEqualTo(new RemoveContainer("a0", "a"));
        PodScenario init = PodScenario.of(INITS).sandbox().crashes("i1", 2).runs("i1");
        assertThat(init.next()).isEqualTo(new RemoveContainer("i10", "i1"));
    }

    @Test
    void failedLivenessKillsWithTheProbesOwnGrace() {
        String spec = """
                terminationGracePeriodSeconds: 50
                containers:
                - name: a
                  image: i
                  livenessProbe: {tcpSocket: {port: 1}, terminationGracePeriodSeconds: 3}
                """;
        PodScenario scenario = PodScenario.of(spec).sandbox().runs("a");
        scenario.remember(
                "a",
                memory -> memory.withUnhealthy(
                        new Reason("Killing", "Container a failed liveness probe, will be restarted")));
        StopContainer stop = stops(scenario, "a");
        assertThat(stop.deadline()).isEqualTo(scenario.now.plusSeconds(3));
        assertThat(idles(scenario).until()).isAfter(stop.deadline());
        scenario.pass(Duration.ofSeconds(1)).ended("a", 137);
        starts(scenario, "a", 1);
    }

    @Test
    void failedStartupKillsWithThePodsGraceWhenOnlyLivenessHasItsOwn() {
        String spec = """
                terminationGracePeriodSeconds: 50
                containers:
                - name: a
                  image: i
                  startupProbe: {tcpSocket: {port: 1}}
                  livenessProbe: {tcpSocket: {port: 1}, terminationGracePeriodSeconds: 3}
                """;
        PodScenario scenario = PodScenario.of(spec).sandbox().starting("a");
        scenario.remember(
                "a",
                memory -> memory.withUnhealthy(
                        new Reason("Killing", "Container a failed startup probe, will be restarted")));
        assertThat(stops(scenario, "a").deadline()).isEqualTo(scenario.now.plusSeconds(50));
    }

    @Test
    void aLostStopIsAskedForAgain() {
        PodScenario scenario = PodScenario.of(ONE).sandbox().runs("a").deleted(30);
        StopContainer first = stops(scenario, "a");
        assertThat(first.deadline()).isEqualTo(scenario.now.plusSeconds(30));
        assertThat(idles(scenario).until()).isEqualTo(first.deadline());
        scenario.now = first.deadline();
        assertThat(idles(scenario).until()).isAfter(scenario.now);
        scenario.pass(Duration.ofSeconds(4));
        assertThat(stops(scenario, "a").deadline()).isEqualTo(scenario.now);
        assertThat(idles(scenario).until()).isAfter(scenario.now);
    }

    @Test
    void deletionStopsContainersThenSandboxThenFinishes() {
        PodScenario scenario = PodScenario.of("containers: [{name: a, image: i}, {name: b, image: i}]")
                .sandbox()
                .runs("a")
                .runs("b")
                .deleted(30);
        stops(scenario, "a");
        stops(scenario, "b");
        idles(scenario.ended("b", 0));
        assertThat(scenario.ended("a", 0).next()).isEqualTo(new StopSandbox("s0"));
        assertThat(scenario.sandboxDies().next()).isEqualTo(new Finish());
    }

    @Test
    void aShorterGraceOvertakesALongerOne() {
        PodScenario scenario = PodScenario.of(ONE).sandbox().runs("a").deleted(300);
        assertThat(stops(scenario, "a").deadline()).isEqualTo(scenario.now.plusSeconds(300));
        scenario.deleted(5);
        assertThat(stops(scenario, "a").deadline()).isEqualTo(scenario.now.plusSeconds(5));
    }

    @Test
    void sidecarsOutliveMainContainersAndGetTwoSecondsAfterTheDeadline() {
        PodScenario scenario = sidecarPod("Always").deleted(10);
        stops(scenario, "a");
        idles(scenario);
        scenario.pass(Duration.ofSeconds(10)).ended("a", 137);
        assertThat(stops(scenario, "s2").deadline()).isEqualTo(scenario.now.plusSeconds(2));
        idles(scenario);
        stops(scenario.ended("s2", 0), "s1");
    }

    @Test
    void aNodeThatWasDownGivesTheWholeGrace() {
        PodScenario scenario = PodScenario.of(ONE).sandbox().runs("a").deleted(30);
        scenario.pass(Duration.ofMinutes(5));
        assertThat(stops(scenario, "a").deadline()).isEqualTo(scenario.now.plusSeconds(30));
    }

    @Test
    void aPodThatNeverStartedFinishesAtOnce() {
        assertThat(PodScenario.of(ONE).deleted(30).next()).isEqualTo(new Finish());
    }

    @Test
    void aLostPodEndsWithoutItsSpec() {
        PodScenario scenario = PodScenario.of("containers: []").sandbox().runs("unknown");
        scenario.gone = true;
        assertThat(scenario.next()).isEqualTo(new StopSandbox("s0"));
        assertThat(scenario.sandboxDies().next()).isEqualTo(new Finish());
    }

    @Test
    void aLostPodEndsWithinASecond() {
        PodScenario scenario = PodScenario.of(ONE).sandbox().runs("a");
        scenario.gone = true;
        assertThat(stops(scenario, "a").deadline()).isEqualTo(scenario.now.plusSeconds(1));
    }

    @Test
    void aDeadSandboxIsReplacedAndEverythingRunsAnew() {
        PodScenario scenario = PodScenario.of(INITS).sandbox().runs("i1").ended("i1", 0);
        scenario.runs("i2").ended("i2", 0).runs("a").sandboxDies();
        assertThat(scenario.next()).isEqualTo(new RunSandbox(1));
        scenario.sandbox();
        starts(scenario, "i1", 1);
        starts(scenario.runs("i1").ended("i1", 0), "i2", 1);
        starts(scenario.runs("i2").ended("i2", 0), "a", 1);
    }

    @Test
    void workThatIsDoneIsNotDoneAgainInANewSandbox() {
        PodScenario scenario = PodScenario.of(
                        "restartPolicy: OnFailure\ncontainers: [{name: a, image: i}, {name: b, image: i}]")
                .sandbox()
                .runs("a")
                .ended("a", 0)
                .runs("b")
                .sandboxDies()
                .sandbox();
        starts(scenario, "b", 1);
        idles(scenario.runs("b"));
    }

    @Test
    void aDeadSandboxEndsAPodThatNeverRestarts() {
        PodScenario scenario = PodScenario.of(NEVER).sandbox().runs("a").sandboxDies();
        idles(scenario);
        assertThat(scenario.phase()).isEqualTo("Failed");
    }

    @Test
    void afterTheMachineWasSetUpAnewRestartsAreCountedOn() {
        PodScenario scenario = PodScenario.of(ONE)
                .sandbox()
                .crashes("a", 3)
                .runs("a")
                .written()
                .machineIsNew();
        assertThat(scenario.next()).isEqualTo(new RunSandbox(0));
        starts(scenario.sandbox(), "a", 4);
    }

    @Test
    void anEndedPodStaysEndedWithoutItsContainers() {
        PodScenario scenario =
                PodScenario.of(NEVER).sandbox().runs("a").ended("a", 0).written();
        scenario.machineIsNew();
        assertThat(idles(scenario).until()).isNull();
        assertThat(scenario.status().containerStatuses().getFirst().state().terminated())
                .isNotNull();
    }

    @Test
    void aPodThatFailsAsAWholeIsStoppedAndStays() {
        PodScenario scenario = PodScenario.of(ONE).sandbox().runs("a").written().fails("DeadlineExceeded");
        stops(scenario, "a");
        idles(scenario);
        assertThat(scenario.phase()).isEqualTo("Running");
        assertThat(scenario.ended("a", 137).next()).isEqualTo(new StopSandbox("s0"));
        assertThat(scenario.sandboxDies().next()).isEqualTo(new Finish());
        assertThat(scenario.phase()).isEqualTo("Failed");
        assertThat(scenario.status().reason()).isEqualTo("DeadlineExceeded");
    }

    @Test
    void ephemeralContainersStartOnce() {
        PodScenario scenario = PodScenario.of(ONE + "\nephemeralContainers: [{name: e, image: i}]")
                .sandbox()
                .runs("a");
        starts(scenario, "e", 0);
        idles(scenario.runs("e").ended("e", 1));
        assertThat(scenario.status().ephemeralContainerStatuses().getFirst().ready())
                .isFalse();
    }
}
