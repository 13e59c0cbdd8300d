package io.exavip.it.fabric;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A test that runs once against each version of ExaBGP, in a fabric of its own: its parameters are
 * an {@link ExaBgpVersion} and a {@link Fabric}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{displayName} with ExaBGP {0}")
@EnumSource(ExaBgpVersion.class)
@ExtendWith(FabricExtension.class)
public @interface EveryExaBgp {}
