package dev.postern.paging;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.architecture.ModuleRules;

@AnalyzeClasses(
    packages = "dev.postern.paging",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests COMMON = ArchTests.in(ModuleRules.class);

  @ArchTest
  static final ArchRule PAGES_ARE_PLAIN_JAVA = ModuleRules.plainJava("..postern.paging..");
}
