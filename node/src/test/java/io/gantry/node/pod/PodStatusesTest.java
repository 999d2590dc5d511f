package io.gantry.node.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.gantry.api.core.v1.ContainerState;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.VolumeMountStatus;
import io.gantry.base.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PodStatusesTest {
    private static final String ONE = "containers: [{name: a, image: i}]";
    private static final String TWO = "containers: [{name: a, image: i}, {name: b, image: i}]\n";

    private static ContainerStatus container(PodScenario scenario, int index) {
        return scenario.status().containerStatuses().get(index);
    }

    /** Container a and b: r runs, 0 or 1 ended with that code, - was never started. */
    @ParameterizedTest
    @CsvSource({
        "Always, -, -, Pending",
        "Always, r, -, Pending",
        "Always, r, r, Running",
        "Always, r, 1, Running",
        "Always, 1, 1, Running",
        "Always, 0, 0, Running",
        "OnFailure, 0, 0, Succeeded",
        "OnFailure, 0, 1, Running",
        "OnFailure, r, 0, Running",
        "Never, 0, 0, Succeeded",
        "Never, 0, 1, Failed",
        "Never, 1, 1, Failed",
        "Never, r, 1, Running",
        "Never, 1, -, Pending",
    })
    void phaseOfTwoContainers(String policy, String a, String b, String phase) {
        PodScenario scenario = PodScenario.of(TWO + "restartPolicy: " + policy).sandbox();
        bring(scenario, "a", a);
        bring(scenario, "b", b);
        assertThat(scenario.phase()).isEqualTo(phase);
    }

    private static void bring(PodScenario scenario, String name, String state) {
        if (!state.equals("-")) {
            scenario.runs(name);
        }
        if (state.equals("0") || state.equals("1")) {
            scenario.ended(name, Integer.parseInt(state));
        }
    }

    @Test
    void whatBrokeTheStartIsShownUntilTheBackOffBegins() {
        Reason why = new Reason("RunContainerError", "exec: nosuch: not found");
        PodScenario scenario = PodScenario.of(ONE).sandbox().runs("a").ended("a", 128);
        scenario.remember("a", memory -> memory.onStart(0).withWaiting(why, null));
        assertThat(container(scenario, 0).state().waiting()).satisfies(waiting -> {
            assertThat(waiting.reason()).isEqualTo("RunContainerError");
            assertThat(waiting.message()).isEqualTo("exec: nosuch: not found");
        });
        assertThat(container(scenario, 0).lastState().terminated().exitCode()).isEqualTo(128);
        scenario.remember("a", memory -> memory.onStart(1).withWaiting(why, null));
        assertThat(container(scenario, 0).state().waiting().reason()).isEqualTo("CrashLoopBackOff");
        PodScenario never = PodScenario.of(ONE + "\nrestartPolicy: Never")
                .sandbox()
                .runs("a")
                .ended("a", 128);
        never.remember("a", memory -> memory.onStart(0).withWaiting(why, null));
        assertThat(container(never, 0).state().terminated().exitCode()).isEqualTo(128);
    }

    @Test
    void aContainerTellsWhatItWasGiven() {
        PodScenario scenario = PodScenario.of("""
                        containers:
                        - name: a
                          image: i
                          resources: {requests: {cpu: 100m}, limits: {cpu: 200m}}
                          volumeMounts: [{name: v, mountPath: /v}, {name: v, mountPath: /ro, readOnly: true}]
                        """).sandbox();
        assertThat(container(scenario, 0).resources()).isNull();
        ContainerStatus running = container(scenario.runs("a"), 0);
        assertThat(running.allocatedResources()).hasToString("{cpu=100m}");
        assertThat(running.resources().limits()).hasToString("{cpu=200m}");
        assertThat(running.volumeMounts())
                .extracting(
                        VolumeMountStatus::mountPath, VolumeMountStatus::readOnly, VolumeMountStatus::recursiveReadOnly)
                .containsExactly(tuple("/v", null, null), tuple("/ro", true, "Disabled"));
    }

    @Test
    void aTerminalPhaseIsNeverTakenBack() {
        PodScenario scenario =
                PodScenario.of(ONE + "\nrestartPolicy: Never").sandbox().runs("a");
        scenario.ended("a", 0).written().fails("DeadlineExceeded");
        assertThat(scenario.phase()).isEqualTo("Succeeded");
        assertThat(scenario.status().reason()).isNull();
    }

    @Test
    void aContainerAboutToRestartDoesNotMakeThePodPendingAgain() {
        PodScenario scenario =
                PodScenario.of(TWO).sandbox().runs("a").runs("b").ended("b", 1).created("b");
        assertThat(scenario.phase()).isEqualTo("Running");
    }

    @Test
    void initContainersRunAnewInANewSandboxMakeThePodPending() {
        PodScenario scenario =
                PodScenario.of("initContainers: [{name: i, image: i}]\n" + ONE).sandbox();
        scenario.runs("i").ended("i", 0).runs("a").sandboxDies().sandbox().runs("i");
        assertThat(scenario.phase()).isEqualTo("Pending");
    }

    @Test
    void aDeletedPodEndsAsItsContainersEnded() {
        PodScenario good = PodScenario.of(ONE).sandbox().runs("a").deleted(30);
        assertThat(good.status().phase()).isEqualTo("Running");
        assertThat(good.ended("a", 0).status().phase()).isEqualTo("Succeeded");
        PodScenario bad = PodScenario.of(ONE).sandbox().runs("a").deleted(30).ended("a", 143);
        assertThat(bad.status().phase()).isEqualTo("Failed");
        assertThat(PodScenario.of(ONE).deleted(30).status().phase()).isEqualTo("Pending");
    }

    @Test
    void conditionsTellTheWayUp() {
        PodScenario scenario =
                PodScenario.of("initContainers: [{name: i, image: i}]\n" + ONE).written();
        assertThat(scenario.condition("PodReadyToStartContainers").status()).isEqualTo("False");
        PodCondition initialized = scenario.condition("Initialized");
        assertThat(initialized.status()).isEqualTo("False");
        assertThat(initialized.reason()).isEqualTo("ContainersNotInitialized");
        assertThat(initialized.message()).isEqualTo("containers with incomplete status: [i]");
        assertThat(scenario.condition("Ready").reason()).isEqualTo("ContainersNotReady");
        assertThat(scenario.condition("Ready").message()).isEqualTo("containers with unready status: [a]");
        scenario.pass(Duration.ofSeconds(5)).sandbox().runs("i").ended("i", 0).written();
        Instant at = scenario.now;
        assertThat(scenario.condition("Initialized").status()).isEqualTo("True");
        scenario.pass(Duration.ofSeconds(5)).starting("a").written();
        assertThat(scenario.condition("Ready").status()).isEqualTo("False");
        scenario.pass(Duration.ofSeconds(5))
                .remember("a", memory -> memory.withProbes(true, true))
                .written();
        assertThat(scenario.condition("Ready").status()).isEqualTo("True");
        assertThat(scenario.condition("Ready").lastTransitionTime()).isEqualTo(scenario.now);
        assertThat(scenario.condition("Initialized").lastTransitionTime()).isEqualTo(at);
        assertThat(scenario.condition("PodReadyToStartContainers").lastTransitionTime())
                .isEqualTo(at);
    }

    @Test
    void terminalConditions() {
        PodScenario done = PodScenario.of(ONE + "\nrestartPolicy: Never")
                .sandbox()
                .runs("a")
                .ended("a", 0);
        assertThat(done.condition("Ready").status()).isEqualTo("False");
        assertThat(done.condition("Ready").reason()).isEqualTo("PodCompleted");
        assertThat(done.condition("Initialized").reason()).isEqualTo("PodCompleted");
        PodScenario failed = PodScenario.of(ONE + "\nrestartPolicy: Never")
                .sandbox()
                .runs("a")
                .ended("a", 1);
        assertThat(failed.condition("ContainersReady").reason()).isEqualTo("PodFailed");
    }

    @Test
    void readinessGatesHoldReadyBackButNotContainersReady() {
        PodScenario scenario = PodScenario.of(ONE + "\nreadinessGates: [{conditionType: example.com/lb}]")
                .sandbox()
                .runs("a");
        assertThat(scenario.condition("ContainersReady").status()).isEqualTo("True");
        assertThat(scenario.condition("Ready").reason()).isEqualTo("ReadinessGatesNotReady");
        assertThat(scenario.condition("Ready").message())
                .isEqualTo("corresponding condition of pod readiness gate \"example.com/lb\" does not exist.");
        gate(scenario, "False");
        assertThat(scenario.condition("Ready").message())
                .isEqualTo("the status of pod readiness gate \"example.com/lb\" is not \"True\", but False");
        gate(scenario, "True");
        assertThat(scenario.condition("Ready").status()).isEqualTo("True");
    }

    private static void gate(PodScenario scenario, String status) {
        scenario.pod = PodBuilder.of(scenario.pod)
                .status(PodStatusBuilder.of(scenario.pod.status())
                        .conditions(List.of(new PodCondition("example.com/lb", status, null, null, null, null, null)))
                        .build())
                .build();
    }

    @Test
    void conditionsOfOthersStay() {
        PodScenario scenario = PodScenario.of(ONE);
        gate(scenario, "True");
        assertThat(scenario.condition("example.com/lb").status()).isEqualTo("True");
    }

    @Test
    void aPodThatIsDeletedStaysReadyWhileItServes() {
        PodScenario scenario = PodScenario.of(ONE).sandbox().runs("a").deleted(30);
        scenario.remember("a", memory -> memory.withStopBy(scenario.now.plusSeconds(30)));
        assertThat(scenario.condition("Ready").status()).isEqualTo("True");
        assertThat(scenario.ended("a", 0).condition("Ready").status()).isEqualTo("False");
    }

    @Test
    void addressesOutliveTheSandbox() {
        PodScenario scenario = PodScenario.of(ONE + "\nrestartPolicy: Never")
                .sandbox()
                .runs("a")
                .written();
        assertThat(scenario.status().podIP()).isEqualTo("10.0.0.2");
        assertThat(scenario.status().hostIP()).isEqualTo("192.168.0.1");
        assertThat(scenario.ended("a", 0).sandboxDies().status().podIP()).isEqualTo("10.0.0.2");
        PodScenario host = PodScenario.of("hostNetwork: true\n" + ONE).sandbox().runs("a");
        assertThat(host.status().podIP()).isEqualTo("192.168.0.1");
    }

    @Test
    void waitingStates() {
        PodScenario plain = PodScenario.of(ONE);
        assertThat(container(plain, 0).state().waiting().reason()).isEqualTo("ContainerCreating");
        PodScenario inits = PodScenario.of("initContainers: [{name: i, image: i}]\n" + ONE);
        assertThat(container(inits, 0).state().waiting().reason()).isEqualTo("PodInitializing");
        assertThat(inits.status()
                        .initContainerStatuses()
                        .getFirst()
                        .state()
                        .waiting()
                        .reason())
                .isEqualTo("PodInitializing");
        plain.sandbox().remember("a", memory -> memory.withWaiting(new Reason("ErrImagePull", "no"), plain.now));
        assertThat(container(plain, 0).state().waiting().reason()).isEqualTo("ErrImagePull");
        assertThat(container(plain, 0).state().waiting().message()).isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({"2, 10s", "5, 1m20s", "6, 2m40s", "7, 5m0s"})
    void crashLoopBackOffInTheKubeletsWords(int ends, String delay) {
        PodScenario scenario = PodScenario.of(ONE).sandbox().crashes("a", ends);
        ContainerStatus status = container(scenario, 0);
        assertThat(status.state().waiting().reason()).isEqualTo("CrashLoopBackOff");
        assertThat(status.state().waiting().message())
                .isEqualTo("back-off " + delay + " restarting failed container=a pod=web_shop(u1)");
        assertThat(status.restartCount()).isEqualTo(ends - 1);
        assertThat(status.lastState().terminated().exitCode()).isEqualTo(1);
        assertThat(status.lastState().terminated().reason()).isEqualTo("Error");
        assertThat(status.ready()).isFalse();
    }

    @Test
    void terminatedWithItsMessage() {
        PodScenario scenario =
                PodScenario.of(ONE + "\nrestartPolicy: Never").sandbox().runs("a");
        scenario.pass(Duration.ofMillis(2500)).ended("a", 0, "all well");
        ContainerState state = container(scenario, 0).state();
        assertThat(state.terminated().reason()).isEqualTo("Completed");
        assertThat(state.terminated().message()).isEqualTo("all well");
        assertThat(state.terminated().containerID()).isEqualTo("containerd://a0");
        assertThat(state.terminated().finishedAt()).isEqualTo(PodScenario.START.plusSeconds(2));
    }

    @Test
    void aContainerThatVanishedIsSaidToHaveEnded() {
        PodScenario scenario = PodScenario.of(ONE)
                .sandbox()
                .crashes("a", 1)
                .runs("a")
                .written()
                .machineIsNew();
        ContainerStatus status = container(scenario, 0);
        assertThat(status.state().waiting()).isNotNull();
        assertThat(status.lastState().terminated().reason()).isEqualTo("ContainerStatusUnknown");
        assertThat(status.lastState().terminated().exitCode()).isEqualTo(137);
        assertThat(status.restartCount()).isEqualTo(1);
        assertThat(scenario.phase()).isEqualTo("Running");
    }

    @Test
    void initContainersKeepTheirEndAndTheirReadiness() {
        PodScenario scenario =
                PodScenario.of("initContainers: [{name: i, image: i}]\n" + ONE).sandbox();
        scenario.runs("i").ended("i", 0).runs("a").written();
        ContainerStatus init = scenario.status().initContainerStatuses().getFirst();
        assertThat(init.ready()).isTrue();
        assertThat(init.state().terminated()).isNotNull();
        assertThat(scenario.machineIsNew().status().initContainerStatuses().getFirst())
                .isEqualTo(init);
    }

    @Test
    void startTimeIsKept() {
        PodScenario scenario = PodScenario.of(ONE).written().pass(Duration.ofMinutes(1));
        assertThat(scenario.status().startTime()).isEqualTo(PodScenario.START);
    }
}
