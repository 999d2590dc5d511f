package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of the fields with {@link Member} exactly one must be given. All beyond the first are forbidden, and nothing else is said of
 * what they hold.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface Union {
    /** What the error says when there is none. */
    String none();

    /** What the error says when there are several. */
    String many();

    /** The member that counts as the first wherever it stands. */
    String first() default "";

    /** What all members hold is checked, even if there are too many. */
    boolean all() default false;
}
