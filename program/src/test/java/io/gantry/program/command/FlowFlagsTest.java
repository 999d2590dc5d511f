package io.gantry.program.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.program.UserError;
import io.gantry.server.flowcontrol.FlowOptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FlowFlagsTest {
    private static FlowOptions load(String... arguments) {
        return CommandLine.populateCommand(new FlowFlags(), arguments).load();
    }

    @Test
    void the_defaults_are_those_of_kubernetes() {
        assertThat(load()).isEqualTo(new FlowOptions(true, 400, 200));
        assertThat(load().seats()).isEqualTo(600);
    }

    @Test
    void without_fairness_no_limit_is_possible() {
        assertThat(load(
                        "--enable-priority-and-fairness=false",
                        "--max-requests-inflight=0",
                        "--max-mutating-requests-inflight",
                        "5"))
                .isEqualTo(new FlowOptions(false, 0, 5));
    }

    @Test
    void requests_may_have_another_time() {
        assertThat(load("--request-timeout=5s").requestTimeout()).hasSeconds(5);
        assertThatThrownBy(() -> load("--request-timeout=0s"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--request-timeout: must be positive");
    }

    @Test
    void what_cannot_be_is_said_with_the_name_of_the_flag() {
        assertThatThrownBy(() -> load("--max-requests-inflight=-1"))
                .isInstanceOf(UserError.class)
                .hasMessage("--max-requests-inflight: must not be negative, is -1.");
        assertThatThrownBy(() -> load("--max-requests-inflight=0", "--max-mutating-requests-inflight=0"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("one of them must be positive");
    }
}
