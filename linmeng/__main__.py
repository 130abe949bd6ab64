from linmeng.config.cli import main

main()
