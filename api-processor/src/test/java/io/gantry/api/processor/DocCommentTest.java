package io.gantry.api.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

final class DocCommentTest {
    @Test
    void aSentenceGoesOnOverLines() {
        DocComment comment = DocComment.parse("""
                 How a Job runs
                 its   pods.

                 @param parallelism How many pods may run at the same time.
                     Defaults to 1;
                \t0 pauses the Job.
                 @param completions
                     How many pods must succeed.
                """);

        assertThat(comment.summary()).isEqualTo("How a Job runs its pods.");
        assertThat(comment.params())
                .containsExactly(
                        entry(
                                "parallelism",
                                "How many pods may run at the same time. Defaults to 1; 0 pauses the Job."),
                        entry("completions", "How many pods must succeed."));
    }

    @Test
    void onlyTheFirstParagraphIsForUsersOfTheApi() {
        assertThat(DocComment.parse(" One.\n\n <p>Two.\n").summary()).isEqualTo("One.");
        assertThat(DocComment.parse(" One.\n <p>Two.\n").summary()).isEqualTo("One.");
        assertThat(DocComment.parse(" One.\n\n Two.\n").summary()).isEqualTo("One.");
        assertThat(DocComment.parse(" One.\n @see Other\n   and more\n @param name Its name.\n"))
                .isEqualTo(new DocComment("One.", java.util.Map.of("name", "Its name.")));
    }

    @Test
    void anInlineTagLeavesItsText() {
        assertThat(DocComment.parse(" Kubernetes {@code Pod} of\n {@code v1}.").summary())
                .isEqualTo("Kubernetes Pod of v1.");
    }

    @Test
    void whatIsNotSaidIsEmpty() {
        assertThat(DocComment.parse(null)).isEqualTo(new DocComment("", java.util.Map.of()));
        assertThat(DocComment.parse("\n @param name\n")).isEqualTo(new DocComment("", java.util.Map.of("name", "")));
    }
}
