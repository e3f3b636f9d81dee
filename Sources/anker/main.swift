import Commands

AnkerCommand.runAndExit()
