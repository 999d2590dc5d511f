package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record that is a kind of its own: it travels with {@code apiVersion} and {@code kind}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface ApiKind {
    /** API group; empty for core. */
    String group() default "";

    String version();

    /** Kind; empty for the record's own name. */
    String kind() default "";

    /** The resource's name in paths; empty when the kind is no resource of its own. */
    String plural() default "";

    String singular() default "";

    boolean namespaced() default false;

    String[] shortNames() default {};

    String[] categories() default {};

    String[] verbs() default {};

    /** See {@link io.gantry.api.Kind#subresources()}. */
    String[] subresources() default {};
}
